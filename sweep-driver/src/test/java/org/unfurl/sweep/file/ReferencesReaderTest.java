package org.unfurl.sweep.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sim.reference.NpyFormat;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sweep.plan.OwnData;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Sweep;
import org.unfurl.sweep.plan.SweepFiles;

/** What a sweep file may say of data of its author, and what it is told if it may not. */
class ReferencesReaderTest {

  private static final int POINTS = 48;

  /** Ten lines; a list of references begins on line 11. */
  private static final String SWEEP =
      """
      sweep: own
      system: kuramoto-sivashinsky
      task: correction
      modality: one
      seed: 0
      network: { architecture: conv-resnet, width: 4, depth: 1 }
      training:
        { updates: 10, frames: 20, learning-rate: { initial: 1e-3 } }
      evaluation: { tests: 2, rollout-frames: 15 }
      references:
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeData() throws IOException {
    Files.createDirectory(folder.resolve("data"));
    write("data/ks.npy", smooth(3, 40));
    write("data/short.npy", smooth(1, 12));
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("data/all.npz")))) {
      for (String name : List.of("train", "unseen")) {
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        NpyFormat.write(smooth(name.length(), 40), zip);
      }
    }
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("data/one.npz")))) {
      zip.putNextEntry(new ZipEntry("only.npy"));
      NpyFormat.write(smooth(2, 40), zip);
    }
  }

  @Test
  void theOnlyArrayOfAnArchiveNeedsNoName() {
    Sweep sweep = valid(entry("1", "train", "file: data/one.npz, frame-time: 1"));
    assertEquals("only", sweep.ownData().get(0).array());
  }

  private void write(String name, Trajectories trajectories) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      NpyFormat.write(trajectories, out);
    }
  }

  private static Trajectories smooth(int count, int frames) {
    double[] values = new double[count * frames * POINTS];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.sin(0.1 * i + count); // other data in each file
    }
    return new Trajectories(count, frames, POINTS, values);
  }

  private SweepFile.Result read(String references) {
    return SweepFile.read(SWEEP + references, folder.resolve("own.yaml").toString());
  }

  private Sweep valid(String references) {
    SweepFile.Result result = read(references);
    if (result instanceof SweepFile.Result.Invalid invalid) {
      throw new AssertionError(invalid.report());
    }
    return ((SweepFile.Result.Valid) result).sweep();
  }

  private static String entry(String parameter, String split, String rest) {
    return "  - { system: kuramoto-sivashinsky, parameter: "
        + parameter
        + ", split: "
        + split
        + ", "
        + rest
        + " }\n";
  }

  /** The messages with their lines, without the name of the sweep file. */
  private void assertProblems(String references, String... expected) {
    SweepFile.Result.Invalid invalid =
        assertInstanceOf(SweepFile.Result.Invalid.class, read(references));
    assertEquals(
        List.of(expected),
        invalid.problems().stream()
            .map(problem -> problem.line() + ": " + problem.message())
            .toList());
  }

  @Test
  void theFilesOfASplitAreThatSplit() {
    Sweep sweep =
        valid(
            entry("1.05", "train", "file: data/ks.npy, frame-time: 1")
                + entry("0.97", "train", "file: data/all.npz, array: train, frame-time: 1.0")
                + entry("2", "interpolation", "file: data/all.npz, array: unseen, frame-time: 1"));
    Plan plan = Plan.of(sweep);
    List<ReferenceSpec> needed = plan.trained().get(0).config().references().toList();

    assertEquals(
        List.of(0.97, 1.05, 2.0, 0.85, 1.4),
        needed.stream().map(ReferenceSpec::parameter).toList());
    // All trajectories to train on; as many tests as are asked for.
    assertEquals(List.of(5, 3, 2, 2, 2), needed.stream().map(ReferenceSpec::trajectories).toList());
    assertEquals(List.of(20, 20, 16, 16, 16), needed.stream().map(ReferenceSpec::frames).toList());
    assertEquals(
        List.of(true, true, true, false, false),
        needed.stream().map(ReferenceSpec::isRecorded).toList());
    OwnData first = sweep.ownData().get(0);
    assertEquals(folder.resolve("data/ks.npy").toString(), first.file());
    assertEquals("train", sweep.ownData().get(1).array());
    assertEquals(1, plan.baselines().get(0).config().ownReferences().size());
  }

  @Test
  void everyTakesEverySoManyFrames() {
    Sweep sweep = valid(entry("1", "train", "file: data/ks.npy, frame-time: 0.5, every: 2"));
    assertEquals(2, sweep.ownData().get(0).every());
    assertEquals(20, sweep.ownData().get(0).spec().frames());
  }

  @Test
  void theNameOfAFileDecidesNothingAndItsContentAll() throws IOException {
    String line = entry("1", "train", "file: data/ks.npy, frame-time: 1");
    List<String> keys = Plan.of(valid(line)).keys();
    Files.copy(folder.resolve("data/ks.npy"), folder.resolve("data/renamed.npy"));
    assertEquals(keys, Plan.of(valid(line.replace("ks.npy", "renamed.npy"))).keys());

    Trajectories changed = smooth(3, 40);
    changed.values()[7] += 1e-9;
    write("data/ks.npy", changed);
    assertNotEquals(keys, Plan.of(valid(line)).keys());
  }

  @Test
  void theResolvedFileReadsBackFromAnywhere() throws IOException {
    Files.copy(folder.resolve("data/ks.npy"), folder.resolve("data/it's \"mine\".npy"));
    Sweep sweep =
        valid(
            entry("1e-1", "train", "file: \"data/it's \\\"mine\\\".npy\", frame-time: 1.0")
                + entry("2", "extrapolation", "file: data/all.npz, array: train, frame-time: 1"));
    assertEquals(sweep, SweepFiles.valid(SweepFile.write(sweep)));
  }

  @Test
  void everyProblemInOneGo() {
    assertProblems(
        "  - { sytem: burgers, parameter: one, split: training, frame-time: 1 }\n"
            + entry("1", "train", "file: data/kss.npy, frame-time: 1")
            + entry("1", "train", "file: data, frame-time: 1")
            + "  - { system: burgers, parameter: 1, split: train, file: data/ks.npy, frame-time: 1"
            + " }\n"
            + entry("2", "train", "file: data/ks.npy, array: a, frame-time: 0.25")
            + entry("3", "train", "file: data/all.npz, array: trains, frame-time: 0.3")
            + entry("4", "train", "file: data/all.npz, frame-time: 1")
            + entry("5", "interpolation", "file: data/short.npy, frame-time: 1")
            + entry("6", "train", "file: data/ks.npy, frame-time: 0.25, every: 4")
            + entry("-7", "train", "file: own.yaml")
            + "  - data/ks.npy\n",
        "11: file (missing) must be given in references, such as file: data/ks.npy",
        "11: key (sytem) is unknown in references; did you mean system?",
        "11: parameter (one) must be a number, such as 1.0",
        "11: split (training) is unknown; choose from train, interpolation, extrapolation",
        "11: system (missing) must be given in references, such as system: kuramoto-sivashinsky",
        "12: file (data/kss.npy) must be a file, but "
            + folder.resolve("data/kss.npy")
            + " does not exist; did you mean ks.npy?",
        "13: file (data) must be a file, but "
            + folder.resolve("data")
            + " is a folder; paths begin at the folder of the sweep file",
        "13: parameter (1) must stand once in the train split of kuramoto-sivashinsky; line 12 has"
            + " the first",
        "14: system (burgers) in references must be a system of this sweep; choose from"
            + " kuramoto-sivashinsky",
        "15: array (a) must be left out, since a .npy file has one array without a name",
        "15: frame-time (0.25) times every (1) must be 1, the time between two frames of"
            + " kuramoto-sivashinsky; give every: 4",
        "16: array (trains) is not in the file; did you mean train?",
        "16: frame-time (0.3) times every (1) must be 1, the time between two frames of"
            + " kuramoto-sivashinsky; no stride fits: record frames that are 1 apart",
        "17: array (missing) must be given, since the file has 2; choose from train, unseen",
        "18: frames (12) of file (data/short.npy) must be at least rollout-frames + 1 (16); record"
            + " more or lower rollout-frames",
        "18: trajectories (1) of file (data/short.npy) must be at least tests (2); record more or"
            + " lower tests",
        "19: frames (10, every 4th of 40) of file (data/ks.npy) must be at least frames of training"
            + " (20); record more or lower frames",
        "20: file (own.yaml) must be a file, but "
            + folder.resolve("own.yaml")
            + " does not exist; paths begin at the folder of the sweep file",
        "20: frame-time (missing) must be given in references, such as frame-time: 1",
        "20: parameter (-7) must be above 0, or one that its system lists, such as 1.0",
        "21: references (data/ks.npy) must be a list of maps, such as references: [{ system:"
            + " kuramoto-sivashinsky, parameter: 1.0, split: train, file: data/ks.npy, frame-time:"
            + " 1.0 }]");
  }

  @Test
  void whatIsWrongInsideAFileIsToldWithItsLine() throws IOException {
    Trajectories notFinite = smooth(2, 40);
    notFinite.values()[notFinite.offset(1, 3) + 5] = Double.NaN;
    write("data/nan.npy", notFinite);
    Files.writeString(folder.resolve("data/table.csv"), "t,x\n");
    assertProblems(
        entry("1", "train", "file: data/nan.npy, frame-time: 1")
            + entry("2", "train", "file: data/table.csv, frame-time: 1"),
        "11: file (data/nan.npy): value (NaN) in frame 3 of trajectory 1, counted from 0, must be"
            + " finite; cut the trajectories before it",
        "12: file (data/table.csv): it must be written by numpy.save or numpy.savez, but begins"
            + " with other bytes; load it in Python and save it so");
  }

  @Test
  void noTrajectoryIsTrainedOnAndTestedOn() throws IOException {
    Trajectories other = smooth(2, 40);
    Trajectories known = smooth(3, 40);
    // Its second trajectory is the second to train on, and none of its others is.
    System.arraycopy(
        known.values(), known.offset(1, 0), other.values(), other.offset(1, 0), 40 * POINTS);
    write("data/copied.npy", other);
    assertProblems(
        entry("1", "train", "file: data/all.npz, array: train, frame-time: 1")
            + entry("1", "interpolation", "file: data/all.npz, array: unseen, frame-time: 1")
            + entry("2", "train", "file: data/ks.npy, frame-time: 1")
            + entry("3", "extrapolation", "file: data/copied.npy, frame-time: 1")
            + entry("4", "interpolation", "file: data/ks.npy, frame-time: 1"),
        "14: trajectory 1 of file (data/copied.npy) in split extrapolation must not be trained on,"
            + " but it is trajectory 1 of file (data/ks.npy) in split train, line 13; give each"
            + " split trajectories of its own",
        "15: trajectory 0 of file (data/ks.npy) in split interpolation must not be trained on, but"
            + " it is trajectory 0 of file (data/ks.npy) in split train, line 13; give each split"
            + " trajectories of its own");
  }

  @Test
  void aFileThatMayNotBeReadIsAProblem() {
    Path file = folder.resolve("data/ks.npy");
    assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "this user reads all");
    assertProblems(
        entry("1", "train", "file: data/ks.npy, frame-time: 1"),
        "11: file (data/ks.npy) must be readable for this user; give the right to read " + file);
  }

  /** Whatever the bytes: a sweep, or a problem on the line that names them. */
  @Test
  void damagedFilesAreProblems() throws IOException {
    String line = entry("1", "train", "file: data/damaged, frame-time: 1");
    SplittableRandom random = new SplittableRandom(11);
    int problems = 0;
    for (String original : List.of("data/ks.npy", "data/one.npz")) {
      byte[] whole = Files.readAllBytes(folder.resolve(original));
      for (int attempt = 0; attempt < 200; attempt++) {
        byte[] damaged = Arrays.copyOf(whole, whole.length - random.nextInt(2) * attempt);
        // Three quarters of the damage is where the format is told, at the beginning or the end.
        for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
          int at = random.nextInt(random.nextInt(4) > 0 ? 130 : damaged.length);
          damaged[random.nextBoolean() ? at : damaged.length - 1 - at] = (byte) random.nextInt();
        }
        Files.write(folder.resolve("data/damaged"), damaged);
        if (read(line) instanceof SweepFile.Result.Invalid invalid) {
          problems++;
          assertTrue(invalid.report().contains("own.yaml:11: file (data/damaged): "));
        }
      }
    }
    assertTrue(problems > 100 && problems < 400, problems + " problems");
  }

  @Test
  void aSweepFileOnAnotherMachineNeedsAbsolutePaths() {
    String text = SWEEP + entry("1", "train", "file: data/ks.npy, frame-time: 1");
    String report =
        assertInstanceOf(SweepFile.Result.Invalid.class, SweepFile.read(text, "hdfs:/own.yaml"))
            .report();
    assertEquals(
        "hdfs:/own.yaml:11: file (data/ks.npy) must be an absolute path on this machine, since the"
            + " sweep file is not on it\n",
        report);
  }
}
