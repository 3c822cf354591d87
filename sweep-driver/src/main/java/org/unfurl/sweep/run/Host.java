package org.unfurl.sweep.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The machine this JVM runs on. */
public final class Host {

  private static final String MODEL = "model name";

  private Host() {}

  static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) { // its name is not in the network's books, as in a container
      return kernelName();
    }
  }

  private static String kernelName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "unknown"; // and still it computes
    }
  }

  /** What kind of machine it is, without its name: processor, cores, Java, operating system. */
  public static String description() {
    int cores = Runtime.getRuntime().availableProcessors();
    return processor()
        + ", "
        + cores
        + (cores == 1 ? " core, " : " cores, ")
        + System.getProperty("java.vm.name")
        + " "
        + System.getProperty("java.runtime.version")
        + ", "
        + System.getProperty("os.name");
  }

  /** The processor's model where the system tells it, which is on Linux; else its kind. */
  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith(MODEL))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(() -> System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
