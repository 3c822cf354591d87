package org.unfurl.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.storage.FolderTakenException;
import org.unfurl.sweep.storage.WriteLease;

/**
 * A process that competes for write leases with several threads. Each line of its input is a round:
 * a folder, and the millisecond of the epoch at which to try. It answers {@code taken}, {@code
 * refused} or what went wrong, once for each thread, and keeps what it took until the next line. It
 * ends with its input.
 */
final class Contender {

  /**
   * A lease long enough for a store that is slow on a busy machine: its signs of life take 1 s.
   * They come as often as one who waits looks; more of them would only keep the store from
   * answering.
   */
  private static final WriteLease.Timing TIMING =
      new WriteLease.Timing(Duration.ofSeconds(10), Duration.ofMillis(150));

  private Contender() {}

  /**
   * The command that starts one.
   *
   * @param settings of Hadoop
   */
  static List<String> command(int threads, Map<String, String> settings) {
    List<String> command =
        new ArrayList<>(
            List.of(
                java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Contender.class.getName(),
                Integer.toString(threads)));
    new TreeMap<>(settings).forEach((key, value) -> command.add(key + "=" + value));
    return command;
  }

  /** Competes; the arguments are the number of threads and settings of Hadoop. */
  public static void main(String[] arguments) throws Exception {
    Configuration configuration = new Configuration();
    for (int index = 1; index < arguments.length; index++) {
      String[] setting = arguments[index].split("=", 2);
      configuration.set(setting[0], setting[1]);
    }
    int threads = Integer.parseInt(arguments[0]);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<WriteLease> held = new ArrayList<>();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      held.forEach(WriteLease::close);
      held.clear();
      String[] round = line.split(" ");
      Path folder = new Path(round[0]);
      long start = Long.parseLong(round[1]);
      List<Callable<WriteLease>> attempts = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        attempts.add(() -> attempt(folder, configuration, start));
      }
      for (var attempt : pool.invokeAll(attempts)) {
        try {
          held.add(attempt.get());
          out.println("taken");
        } catch (java.util.concurrent.ExecutionException e) {
          out.println(
              e.getCause() instanceof FolderTakenException ? "refused" : e.getCause().toString());
        }
      }
    }
    held.forEach(WriteLease::close);
    pool.shutdown();
  }

  private static WriteLease attempt(Path folder, Configuration configuration, long start)
      throws IOException, FolderTakenException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(Math.max(0, start - System.currentTimeMillis() - 1));
    while (System.currentTimeMillis() < start) {
      Thread.onSpinWait();
    }
    String who = "process " + ProcessHandle.current().pid();
    return WriteLease.take(folder, configuration, who, TIMING, line -> {});
  }
}
