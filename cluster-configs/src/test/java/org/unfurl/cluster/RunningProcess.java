package org.unfurl.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process that a test started, with its output in a file; it ends with the test. */
final class RunningProcess implements AutoCloseable {

  private final Process process;
  private final Path output;
  private final String command;

  private RunningProcess(Process process, Path output, String command) {
    this.process = process;
    this.output = output;
    this.command = command;
  }

  static RunningProcess start(
      List<String> command, Map<String, String> environment, Path folder, Path output)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
    builder.environment().putAll(environment);
    return new RunningProcess(builder.start(), output, String.join(" ", command));
  }

  /** Runs Unfurl's launcher as a user would, without building. */
  static RunningProcess unfurl(Path folder, Path output, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(Checkout.launcher().toString()));
    command.addAll(List.of(arguments));
    return start(command, Map.of("UNFURL_SKIP_BUILD", "1"), folder, output);
  }

  /** Waits for its end; returns the exit code. */
  int exitCode(int seconds) throws InterruptedException, IOException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      close();
      throw new AssertionError(command + " ran over " + seconds + " s:\n" + output());
    }
    return process.exitValue();
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  /** What Ctrl-C does too: asks it to end. */
  void terminate() {
    process.destroy();
  }

  /** kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits until a condition on the outside world holds, as long as the process lives. */
  void await(String what, int seconds, BooleanSupplier condition)
      throws InterruptedException, IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!condition.getAsBoolean()) {
      // waitFor with a timeout is the pause: it ends early if the process does.
      if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        throw new AssertionError(command + " did not reach: " + what + "\n" + output());
      }
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
