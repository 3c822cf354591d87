package org.unfurl.sweep.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.unfurl.sweep.file.SweepFile;

/** Sweeps for tests, written as people write them. */
public final class SweepFiles {

  /** The repository's folder of sweep files, seen from this module. */
  public static final Path FOLDER = Path.of("..", "sweeps");

  /** The least that a sweep file must say. */
  public static final String MINIMAL =
      """
      sweep: minimal
      system: kuramoto-sivashinsky
      task: correction
      modality: wig
      seed: 0
      network: { architecture: conv-resnet, width: 10, depth: 2 }
      training:
        updates: 100
        learning-rate: { initial: 1e-3 }
      """;

  /** Two trials and two baselines, so small that a whole run takes a few seconds. */
  public static final String TINY =
      """
      sweep: tiny
      system: kuramoto-sivashinsky
      task: correction
      modality: [one, wig]
      seed: 0
      network: { architecture: conv-resnet, width: 4, depth: 1 }
      training:
        updates: 10
        frames: 60
        learning-rate: { initial: 1e-3 }
      evaluation: { tests: 2, rollout-frames: 15 }
      """;

  private SweepFiles() {}

  /** The sweep of a text without problems. */
  public static Sweep valid(String text) {
    SweepFile.Result result = SweepFile.read(text, "test.yaml");
    if (result instanceof SweepFile.Result.Valid valid) {
      return valid.sweep();
    }
    throw new AssertionError(((SweepFile.Result.Invalid) result).report());
  }

  /** The plan of a text without problems. */
  public static Plan plan(String text) {
    return Plan.of(valid(text));
  }

  /** The text of a file in {@link #FOLDER}. */
  public static String text(String name) {
    try {
      return Files.readString(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
