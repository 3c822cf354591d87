package org.unfurl.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Spark standalone master and its workers, each a process on loopback, started straight from
 * Maven's jars.
 */
final class StandaloneCluster implements AutoCloseable {

  private static final int START_SECONDS = 60;

  /** What Spark's script of this name does, which Maven does not have. */
  private static final String SPARK_SUBMIT =
      """
      #!/usr/bin/env bash
      command=()
      while IFS= read -r -d '' word; do command+=("$word"); done < <(
        "$JAVA_HOME/bin/java" -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main \\
          org.apache.spark.deploy.SparkSubmit "$@")
      command=("${command[@]:1}")
      exec "${command[0]#$'\\n'}" "${command[@]:1}"
      """;

  private final Path folder;
  private final Map<String, String> environment;
  private final String url;
  private final List<RunningProcess> processes = new ArrayList<>();

  private StandaloneCluster(Path folder, Map<String, String> environment, String url) {
    this.folder = folder;
    this.environment = environment;
    this.url = url;
  }

  static StandaloneCluster start(Path folder, int workers)
      throws IOException, InterruptedException {
    // Executors look for SPARK_HOME/jars; links into Maven's repository cost nothing.
    Path home = Files.createDirectories(folder.resolve("spark-home"));
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (Path jar : Checkout.sparkJars()) {
      Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
    }
    Path submit = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
    Files.writeString(submit, SPARK_SUBMIT);
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME", System.getProperty("java.home"),
            "SPARK_HOME", home.toString(),
            "SPARK_SCALA_VERSION", "2.13",
            "SPARK_LOCAL_IP", "127.0.0.1",
            "OPT_OUT_TRACKING", "true");
    String port = Integer.toString(freePort());
    StandaloneCluster cluster =
        new StandaloneCluster(folder, environment, "spark://127.0.0.1:" + port);
    try {
      RunningProcess master =
          cluster.launch(
              "master",
              "org.apache.spark.deploy.master.Master",
              "--host",
              "127.0.0.1",
              "--port",
              port,
              "--webui-port",
              "0");
      master.await("a started master", START_SECONDS, () -> logged(master, "New state: ALIVE"));
      List<RunningProcess> started = new ArrayList<>();
      for (int index = 0; index < workers; index++) {
        started.add(cluster.launchWorker());
      }
      for (RunningProcess worker : started) {
        cluster.awaitRegistration(worker);
      }
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  /** Runs Unfurl through submit.sh and Spark's own submit, in the folder of the cluster. */
  RunningProcess submit(Path output, String... arguments) throws IOException {
    return submit(output, Map.of(), arguments);
  }

  /** The same as if the output were a terminal, on which progress is redrawn every second. */
  RunningProcess submitOnTerminal(Path output, String... arguments) throws IOException {
    return submit(output, Map.of("UNFURL_TERMINAL", "1"), arguments);
  }

  /** The same with more environment variables. */
  RunningProcess submit(Path output, Map<String, String> more, String... arguments)
      throws IOException {
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(more);
    List<String> command = new ArrayList<>(List.of(Checkout.submit().toString(), url));
    command.addAll(List.of(arguments));
    return RunningProcess.start(command, variables, folder, output);
  }

  /** The folder in which everything is started. */
  Path folder() {
    return folder;
  }

  /** What a site has set for all who submit. */
  void siteDefaults(String settings) throws IOException {
    Path conf = Files.createDirectories(folder.resolve("spark-home").resolve("conf"));
    Files.writeString(conf.resolve("spark-defaults.conf"), settings);
  }

  /** What lies in the executors' work folders under a name that only Unfurl gives. */
  List<Path> writtenByExecutors() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().contains("/work-"))
          .filter(file -> file.endsWith("models") || file.endsWith("reference-data"))
          .toList();
    }
  }

  /** The worker processes, in start order. */
  List<RunningProcess> workers() {
    return processes.subList(1, processes.size());
  }

  /** Adds a worker, as large as the others. */
  void addWorker() throws IOException, InterruptedException {
    awaitRegistration(launchWorker());
  }

  private RunningProcess launchWorker() throws IOException {
    int index = workers().size();
    return launch(
        "worker-" + index,
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        "127.0.0.1",
        "--cores",
        "1",
        "--memory",
        "1200m",
        "--webui-port",
        "0",
        "--work-dir",
        folder.resolve("work-" + index).toString(),
        url);
  }

  private void awaitRegistration(RunningProcess worker) throws IOException, InterruptedException {
    worker.await(
        "a registered worker",
        START_SECONDS,
        () -> logged(worker, "Successfully registered with master"));
  }

  private RunningProcess launch(String name, String... arguments) throws IOException {
    RunningProcess process = track(folder.resolve(name + ".log"), environment, List.of(arguments));
    processes.add(process);
    return process;
  }

  private RunningProcess track(Path output, Map<String, String> variables, List<String> arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                // They start and wait, so compiling them well would cost more than it saves.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.net.preferIPv4Stack=true",
                "-cp",
                Checkout.sparkJars().stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator))));
    command.addAll(arguments);
    return RunningProcess.start(command, variables, folder, output);
  }

  private static boolean logged(RunningProcess process, String text) {
    try {
      return process.output().contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    for (int index = processes.size() - 1; index >= 0; index--) {
      processes.get(index).close();
    }
    // Before the test's folder goes: whoever empties it must not follow links out of it.
    try (Stream<Path> links = Files.list(folder.resolve("spark-home").resolve("jars"))) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
