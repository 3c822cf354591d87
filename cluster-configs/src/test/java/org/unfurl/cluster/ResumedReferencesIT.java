package org.unfurl.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reference data that take a while, on a cluster of one worker: the driver sees how far the
 * executor is, and a run that was stopped in the middle goes on there, to the bits of a run that
 * was not.
 */
class ResumedReferencesIT {

  private static final int SECONDS = 240;

  /** Each of the two references takes some ten seconds. */
  private static final String SWEEP =
      """
      sweep: resumed
      system: kolmogorov-quick
      task: correction
      modality: one
      seed: 0
      network: { architecture: conv-resnet, width: 4, depth: 1 }
      training:
        updates: 10
        frames: 60
        learning-rate: { initial: 1e-3 }
      evaluation: { tests: 14, rollout-frames: 60 }
      """;

  @TempDir private Path folder;

  @Test
  void stoppedInTheMiddleAndRunAgain() throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("resumed.yaml"), SWEEP);
    try (RunningProcess run =
        RunningProcess.unfurl(folder, folder.resolve("local.log"), arguments(file, "local"))) {
      assertEquals(0, run.exitCode(SECONDS), run.output());
    }
    try (StandaloneCluster cluster =
        StandaloneCluster.start(Files.createDirectories(folder.resolve("cluster")), 1)) {
      try (RunningProcess run =
          cluster.submitOnTerminal(folder.resolve("stopped.log"), arguments(file, "cluster"))) {
        run.await(
            "simulated time",
            SECONDS,
            () -> output(run).contains("references 0/2, kolmogorov-quick at "));
        run.terminate();
        run.exitCode(SECONDS);
        assertTrue(run.output().contains("; the same command resumes"), run.output());
      }
      try (RunningProcess run =
          cluster.submitOnTerminal(folder.resolve("again.log"), arguments(file, "cluster"))) {
        assertEquals(0, run.exitCode(SECONDS), run.output());
        assertTrue(run.output().contains(": going on from frame "), run.output());
        assertFalse(run.output().contains("not used"), run.output());
      }
    }
    assertEquals(data("local").keySet(), data("cluster").keySet());
    for (Map.Entry<String, byte[]> local : data("local").entrySet()) {
      assertArrayEquals(local.getValue(), data("cluster").get(local.getKey()), local.getKey());
    }
  }

  private String[] arguments(Path file, String results) {
    return new String[] {
      "run",
      file.toString(),
      "--results",
      folder.resolve(results).toString(),
      "--trial",
      "baseline/persistence"
    };
  }

  private static String output(RunningProcess run) {
    try {
      return run.output();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The reference data by name; beside them are their cards and the folder of coordinates. */
  private Map<String, byte[]> data(String results) throws IOException {
    Map<String, byte[]> data = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve(results).resolve("reference-data"))) {
      List<Path> all = files.toList();
      assertEquals(5, all.size(), all.toString());
      for (Path path : all) {
        if (path.toString().endsWith(".npy")) {
          data.put(path.getFileName().toString(), Files.readAllBytes(path));
        }
      }
    }
    return data;
  }
}
