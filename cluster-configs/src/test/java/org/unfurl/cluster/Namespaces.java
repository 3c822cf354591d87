package org.unfurl.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Containers without a container engine: Linux's namespaces, which an ordinary user may have. */
final class Namespaces {

  /** Runs what follows as process 1 of its own, on a host of its own. */
  static final List<String> COMMAND =
      List.of(
          "unshare", "--map-root-user", "--uts", "--pid", "--fork", "--mount-proc", "--kill-child");

  private Namespaces() {}

  /** Whether this machine has them and this user may make them. */
  static boolean areThere() throws InterruptedException {
    List<String> command = new ArrayList<>(COMMAND);
    command.add("true");
    try {
      Process process = new ProcessBuilder(command).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
