package org.unfurl.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Several {@link Contender} processes, and rounds in which they compete for one folder. */
final class Contest implements AutoCloseable {

  /** Enough to see that the machinery holds; CONTRIBUTING.md has the command for hundreds. */
  private static final int ROUNDS = Integer.getInteger("unfurl.rounds", 40);

  /** In every so manyth round a writer has died there before, on another machine. */
  private static final int DEAD_WRITER_EVERY = 40;

  private static final int THREADS = 2;

  private final List<Process> processes = new ArrayList<>();
  private final List<PrintStream> inputs = new ArrayList<>();
  private final List<BufferedReader> outputs = new ArrayList<>();
  private final Configuration configuration = new Configuration();

  Contest(int contenders, Map<String, String> settings) throws IOException {
    settings.forEach(configuration::set);
    for (int contender = 0; contender < contenders; contender++) {
      Process process =
          new ProcessBuilder(Contender.command(THREADS, settings))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      processes.add(process);
      inputs.add(new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8));
      outputs.add(process.inputReader(StandardCharsets.UTF_8));
    }
  }

  /** Holds all rounds in folders under this one; in each, exactly one must win. */
  void assertOneWinsEachRound(String root) throws IOException {
    // Seeded: how far apart they start is the same in every run.
    SplittableRandom random = new SplittableRandom(20261128);
    for (int round = 0; round < ROUNDS; round++) {
      // Every other round takes over a folder from the round before, the rest are new.
      Path folder = new Path(root, "round-" + round / 2);
      if (round % DEAD_WRITER_EVERY == DEAD_WRITER_EVERY - 1) {
        folder = new Path(root, "dead-" + round);
        leaveDeadWriter(folder);
      }
      long start = System.currentTimeMillis() + 30;
      for (PrintStream input : inputs) {
        input.println(folder + " " + (start + random.nextInt(3)));
      }
      List<String> answers = new ArrayList<>();
      for (BufferedReader output : outputs) {
        for (int thread = 0; thread < THREADS; thread++) {
          answers.add(output.readLine());
        }
      }
      List<String> expected = new ArrayList<>(Collections.nCopies(answers.size(), "refused"));
      expected.set(0, "taken");
      Collections.sort(answers, Collections.reverseOrder());
      assertEquals(expected, answers, "round " + round + " in " + folder);
    }
  }

  private void leaveDeadWriter(Path folder) throws IOException {
    FileSystem files = folder.getFileSystem(configuration);
    try (OutputStream claim = files.create(new Path(folder, "_writer/00000001"))) {
      claim.write(
          "token=t\nwho=dead\nsince=then\nkernel=k\nbeats=1\nstate=writing\n"
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    inputs.forEach(PrintStream::close);
    processes.forEach(Process::destroyForcibly);
  }
}
