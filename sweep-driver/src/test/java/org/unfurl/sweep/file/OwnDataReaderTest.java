package org.unfurl.sweep.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.reference.NpyFormat;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Sweep;
import org.unfurl.sweep.plan.Trial;

/** Data of the sweep's author that nothing could be scored against, and files that are none. */
class OwnDataReaderTest {

  private static final int POINTS = 48;
  private static final int HORIZON = 3;

  /** A list of references begins on line 11. */
  private static final String SWEEP =
      """
      sweep: own
      system: kuramoto-sivashinsky
      task: correction
      modality: one
      seed: 0
      network: { architecture: conv-resnet, width: 4, depth: 1 }
      training:
        { updates: 10, frames: 10, learning-rate: { initial: 1e-3 } }
      evaluation: { tests: 2, error-horizon: 3, rollout-frames: 9 }
      references:
      """;

  @TempDir private Path folder;

  /** Two trajectories of ten frames. */
  private final Trajectories data = new Trajectories(2, 10, POINTS, new double[20 * POINTS]);

  private void fill(int trajectory, int from, int to, double value) {
    Arrays.fill(data.values(), data.offset(trajectory, from), data.offset(trajectory, to), value);
  }

  private SweepFile.Result read(String split, String file) {
    String entry =
        "  - { system: kuramoto-sivashinsky, parameter: 1, split: %s, file: %s, frame-time: 1 }\n";
    return SweepFile.read(
        SWEEP + entry.formatted(split, file), folder.resolve("own.yaml").toString());
  }

  private void write() throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("ks.npy"))) {
      NpyFormat.write(data, out);
    }
  }

  private void assertProblem(String message, String split, String file) {
    assertEquals(
        folder.resolve("own.yaml") + ":11: file (" + file + ")" + message + "\n",
        assertInstanceOf(SweepFile.Result.Invalid.class, read(split, file)).report());
  }

  /** Its squares are zero even where a value is not. */
  @ParameterizedTest
  @ValueSource(doubles = {0, Double.MIN_VALUE, -1e-170})
  void noErrorCanBeRelatedToATestTrajectoryOfZeros(double value) throws IOException {
    Arrays.fill(data.values(), 1);
    fill(1, 0, HORIZON + 1, value);
    write();
    for (String split : new String[] {"interpolation", "extrapolation"}) {
      assertProblem(
          ": trajectory 1, counted from 0, must not be zero in all of its first 4 frames (largest"
              + " value "
              + Math.abs(value)
              + "), which the relative error is divided by; leave it out",
          split,
          "ks.npy");
    }
    assertInstanceOf(SweepFile.Result.Valid.class, read("train", "ks.npy"));
  }

  /** All of its trajectories are used, so that how many are asked for makes no difference. */
  @Test
  void anAxisOfFramesTakesAsManyOfOneFile() throws IOException {
    Arrays.fill(data.values(), 1);
    write();
    String entry =
        "  - { system: kuramoto-sivashinsky, parameter: 1, split: train, file: ks.npy, frame-time:"
            + " 1 }\n";
    String text = SWEEP.replace("frames: 10,", "frames: [6, 10], trajectories: [1, 2],") + entry;
    String source = folder.resolve("own.yaml").toString();
    Sweep sweep =
        assertInstanceOf(SweepFile.Result.Valid.class, SweepFile.read(text, source)).sweep();
    Map<String, List<Integer>> frames = new TreeMap<>();
    for (Trial trial : Plan.of(sweep).trained()) {
      frames.put(
          trial.label(),
          trial.config().trainingReferences().stream().map(ReferenceSpec::frames).toList());
    }
    assertEquals(Map.of("frames6", List.of(6), "frames10", List.of(10)), frames);
    SweepFile.Result again = SweepFile.read(SweepFile.write(sweep), source);
    assertEquals(sweep, assertInstanceOf(SweepFile.Result.Valid.class, again).sweep());
  }

  @Test
  void oneFrameThatMovesIsEnoughAndSoIsOneValue() throws IOException {
    data.values()[data.offset(0, 0)] = 1;
    data.values()[data.offset(1, HORIZON + 1) - 1] = -1e-3;
    write();
    assertInstanceOf(SweepFile.Result.Valid.class, read("interpolation", "ks.npy"));
  }

  @Test
  void whatIsNotUsedMayBeZero() throws IOException {
    Trajectories three = new Trajectories(3, 10, POINTS, new double[30 * POINTS]);
    Arrays.fill(three.values(), 0, three.offset(2, 0), 1);
    try (OutputStream out = Files.newOutputStream(folder.resolve("three.npy"))) {
      NpyFormat.write(three, out);
    }
    assertInstanceOf(SweepFile.Result.Valid.class, read("interpolation", "three.npy"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "interpolation"})
  void valuesWhoseSquaresOverflowAreRefused(String split) throws IOException {
    Arrays.fill(data.values(), 1);
    fill(1, 7, 8, 2e160);
    write();
    assertProblem(
        ": value (2.0E160) in frame 7 of trajectory 1, counted from 0, must be at most 1.0E140 in"
            + " size, so that squares can be summed; cut the trajectories before it",
        split,
        "ks.npy");
  }

  @Test
  void aFolderAndAnEmptyFileAreCalledSo() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.npy"));
    assertProblem(
        " must be a file, but " + empty + " is empty; write it with numpy.save or numpy.savez",
        "train",
        "empty.npy");
    Path inner = Files.createDirectory(folder.resolve("inner.npy"));
    assertProblem(
        " must be a file, but "
            + inner
            + " is a folder; paths begin at the folder of the sweep file",
        "train",
        "inner.npy");
  }

  /** Opened, a pipe that nobody writes into would never answer. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has neither")
  void aPipeAndADeviceAreCalledSo() throws IOException, InterruptedException {
    assertProblem(
        " must be a file, but /dev/null is a device, not a file; write it with numpy.save or"
            + " numpy.savez",
        "train",
        "/dev/null");
    Path pipe = folder.resolve("pipe.npy");
    assumeTrue(mkfifo(pipe), "there is no mkfifo");
    assertProblem(
        " must be a file, but "
            + pipe
            + " is a named pipe, not a file; write it with numpy.save or numpy.savez",
        "train",
        "pipe.npy");
  }

  private static boolean mkfifo(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
