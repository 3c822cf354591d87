package org.unfurl.sweep.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sim.reference.NpyFormat;
import org.unfurl.sim.reference.ReferenceDivergedException;
import org.unfurl.sim.reference.ReferenceGenerator;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sweep.outcome.ReferenceResult;
import org.unfurl.sweep.plan.OwnData;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.spark.RunRefusedException;
import org.unfurl.sweep.spark.SparkSessions;
import org.unfurl.sweep.table.ResultReader;
import org.unfurl.sweep.table.TrialRow;

/** Sweeps whose reference data come from files. */
class OwnDataRunTest {

  @TempDir private Path folder;
  private final StringWriter console = new StringWriter();

  @Test
  void filesOfWhatWouldBeGeneratedGiveTheSameNumbers()
      throws IOException, ReferenceDivergedException, RunRefusedException, InterruptedException {
    Plan generated = SweepFiles.plan(SweepFiles.TINY);
    Plan own = SweepFiles.plan(SweepFiles.TINY + references(generated));
    assertEquals(generated.references().size(), own.references().size());
    assertFalse(own.keys().stream().anyMatch(generated.keys()::contains));

    assertTrue(run(generated, "generated"), console.toString());
    assertTrue(run(own, "own"), console.toString());
    assertEquals(metrics(generated, "generated"), metrics(own, "own"));
    assertEquals(4, metrics(own, "own").size());

    // What we would have generated follows the equation, and there is nothing to say.
    assertFalse(console.toString().contains("warning"), console.toString());

    // The results folder holds all that an executor needs, as the user wrote it.
    for (OwnData data : own.sweep().ownData()) {
      Path copy = folder.resolve("own/reference-data/" + data.spec().key() + ".npy");
      assertArrayEquals(Files.readAllBytes(Path.of(data.file())), Files.readAllBytes(copy));
      ReferenceStore store =
          new ReferenceStore(
              new org.apache.hadoop.fs.Path(folder + "/own/reference-data"), new Configuration());
      ReferenceResult card = store.find(data.spec()).orElseThrow();
      assertEquals(data.file(), card.source());
      assertEquals(0, card.residual().data());
      assertTrue(card.residual().solver() > 0);
    }
  }

  @Test
  void aFileThatChangedSinceItWasPlannedWithIsRefused()
      throws IOException, ReferenceDivergedException {
    Plan own = SweepFiles.plan(SweepFiles.TINY + references(SweepFiles.plan(SweepFiles.TINY)));
    Path file = Path.of(own.sweep().ownData().get(0).file());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    RunRefusedException refused = assertThrows(RunRefusedException.class, () -> run(own, "own"));
    assertTrue(
        refused.getMessage().endsWith(file + " has changed since the sweep was planned; run again"),
        refused.getMessage());
    assertFalse(SweepFiles.plan(SweepFiles.TINY).keys().equals(own.keys()));
  }

  /** Said before anything trains on them. */
  @Test
  void dataOfAnotherEquationAreWarnedOf()
      throws IOException, ReferenceDivergedException, RunRefusedException, InterruptedException {
    Plan generated = SweepFiles.plan(SweepFiles.TINY);
    String references = references(generated);
    ReferenceSpec first = generated.references().values().iterator().next();
    Path file = folder.resolve(first.split().word() + "-" + first.parameter() + ".npy");
    pad(file);
    Plan own = SweepFiles.plan(SweepFiles.TINY + references);
    String warning =
        "warning: own data ("
            + file
            + ", kuramoto-sivashinsky "
            + first.split().word()
            + " "
            + (first.parameter() + "").replace(".0", "")
            + ") do not follow the equation of their system: from frame 8 to 9 of trajectory 1 the"
            + " physics residual is ";
    assertTrue(run(own, "own"), console.toString());
    assertEquals(1, count(console.toString(), "warning: "), console.toString());
    assertTrue(console.toString().contains(warning), console.toString());
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }

  /** As many fill what is missing: the end of the second trajectory. */
  private static void pad(Path file) throws IOException {
    Trajectories data;
    try (InputStream in = Files.newInputStream(file)) {
      data = NpyFormat.read(in);
    }
    Arrays.fill(data.values(), data.offset(1, 9), data.offset(1, 0) + data.frames() * 48, -9999);
    try (OutputStream out = Files.newOutputStream(file)) {
      NpyFormat.write(data, out);
    }
  }

  /** The data sets of a plan as files, and the lines that name them. */
  private String references(Plan plan) throws IOException, ReferenceDivergedException {
    StringBuilder lines = new StringBuilder("references:\n");
    for (ReferenceSpec spec : plan.references().values()) {
      Path file = folder.resolve(spec.split().word() + "-" + spec.parameter() + ".npy");
      try (OutputStream out = Files.newOutputStream(file)) {
        NpyFormat.write(ReferenceGenerator.generate(spec), out);
      }
      lines.append(
          "  - { system: %s, parameter: %s, split: %s, file: %s, frame-time: 1 }\n"
              .formatted(spec.system(), spec.parameter(), spec.split().word(), file));
    }
    return lines.toString();
  }

  private boolean run(Plan plan, String results) throws RunRefusedException, InterruptedException {
    return new SweepRun(
            plan,
            folder.resolve(results).toString(),
            SparkSessions.configuration("local[2]"),
            new PrintWriter(console),
            false)
        .run(
            new SweepRun.Request(
                plan.trials(), EnumSet.of(Only.MISSING), OptionalLong.empty(), "test"));
  }

  /** By label, every number that a trial came to. */
  private Map<String, List<Double>> metrics(Plan plan, String results) {
    return ResultReader.of(
            SweepRun.sweepFolder(folder.resolve(results).toString(), plan.sweep().name()),
            new Configuration())
        .trials()
        .stream()
        .collect(
            Collectors.toMap(
                TrialRow::label,
                row ->
                    List.of(
                        row.relativeError(),
                        row.relativeErrorInterpolation(),
                        row.relativeErrorExtrapolation(),
                        row.stableFrames(),
                        row.correlatedFrames()),
                (a, b) -> a,
                TreeMap::new));
  }
}
