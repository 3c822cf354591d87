package org.unfurl.sweep.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sim.random.Sha256;
import org.unfurl.sweep.outcome.Outcome;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.run.FinishedRows;
import org.unfurl.sweep.storage.DyingDisk;
import org.unfurl.sweep.storage.WriteLease;
import org.unfurl.sweep.table.OnDifference;
import org.unfurl.sweep.table.ResultReader;
import org.unfurl.sweep.table.TrialRow;

/** Results folders as runs would have left them, merged. */
class ResultsMergeTest {

  private static final Plan HERE =
      SweepFiles.plan(SweepFiles.MINIMAL.replace("seed: 0", "seed: [0, 1]"));
  private static final Plan THERE =
      SweepFiles.plan(SweepFiles.MINIMAL.replace("seed: 0", "seed: [1, 2]"));

  /** One for all tests, because reading Hadoop's defaults takes longer than a test. */
  private static final Configuration PLAIN = new Configuration();

  @TempDir private Path folder;
  private final StringWriter console = new StringWriter();
  private Configuration configuration = PLAIN;

  @Test
  void theUnionIsInTheTargetAndTheSourcesAreAsTheyWere() throws Exception {
    fillBoth();
    Map<String, String> here = contents("here");
    Map<String, String> there = contents("there");
    List<String> lines = merge("all", "here", "there");
    assertEquals(
        List.of(
            "sweep minimal: 5 trials, 5 taken, 3 equal in several folders",
            "reference data: 3 sets, 3 taken; unfinished and left where they are: 1"),
        lines.subList(0, 2));
    assertTrue(lines.get(2).endsWith(" B copied into " + at("all")), lines.get(2));
    assertAllThere("all");
    assertEquals(here, contents("here"));
    assertEquals(there, contents("there"));
    Map<String, String> all = contents("all");
    merge("all", "here", "there");
    merge("all", "there");
    merge("all", "all");
    assertEquals(all, contents("all"), "merging again changes nothing");
    assertEquals("", console.toString());
  }

  @Test
  void theTargetMayBeASource() throws Exception {
    fillBoth();
    merge("here", "here", "there");
    assertAllThere("here");
  }

  @Test
  void everythingThatDiffersIsListedAndNothingIsWritten() throws Exception {
    fillBoth();
    Trial shared =
        THERE.trained().stream()
            .filter(t -> HERE.keys().contains(t.key()))
            .findFirst()
            .orElseThrow();
    Trial first = HERE.trained().get(0);
    write("there/minimal/models/" + shared.key() + ".safetensors", "other weights");
    reference("there", "both", "other data", 2);
    fill("there", "another", HERE, "code-1", Map.of(first.label(), new Outcome.Ok()));
    fill("here", "another", HERE, "code-2", Map.of(first.label(), new Outcome.Ok()));
    MergeRefusedException refused =
        assertThrows(MergeRefusedException.class, () -> merge("all", "here", "there"));
    assertEquals(
        List.of(
            "trial ("
                + first.key()
                + ") must have one row, but "
                + at("here/another/trials/part-00000000-00000000-w1.parquet")
                + " and "
                + at("there/another/trials/part-00000000-00000000-w1.parquet")
                + " differ in code_fingerprint",
            "weights of trial ("
                + shared.key()
                + ") must be the same everywhere, but "
                + at("here/minimal/models/" + shared.key() + ".safetensors")
                + " and "
                + at("there/minimal/models/" + shared.key() + ".safetensors")
                + " differ",
            "reference (both) must be the same everywhere, but "
                + at("here/reference-data/both.json")
                + " and "
                + at("there/reference-data/both.json")
                + " differ in sha256",
            "3 problems; nothing was merged"),
        refused.getMessage().lines().toList());
    assertFalse(Files.exists(folder.resolve("all")));

    List<String> lines = merge("all", OnDifference.KEEP_FIRST, "here", "there");
    assertEquals("sweep another: 1 trials, 1 taken, 1 differ, the first kept", lines.get(0));
    assertEquals("code-2", rows("all/another").get(0).codeFingerprint());
    assertAllThere("all");
  }

  @Test
  void aFailureGivesWayToAResultFromAnywhere() throws Exception {
    String lost = HERE.trained().get(0).label();
    String failed = HERE.trained().get(1).label();
    fill("here", "minimal", HERE, "code-1", Map.of(lost, new Outcome.Lost("burnt")));
    fill(
        "there",
        "minimal",
        HERE,
        "code-1",
        Map.of(lost, new Outcome.Ok(), failed, new Outcome.Failed("a.Bug", "once", "")));
    assertEquals(
        "sweep minimal: 2 trials, 2 taken, 1 failed in one folder and have a result now",
        merge("here", "there").get(0));
    Map<String, OutcomeKind> outcomes = new HashMap<>();
    rows("here/minimal").forEach(row -> outcomes.put(row.label(), row.outcome()));
    assertEquals(Map.of(lost, OutcomeKind.OK, failed, OutcomeKind.FAILED), outcomes);
  }

  @Test
  void damagedReferenceDataAreNamed() throws Exception {
    fillBoth();
    write("there/reference-data/there.npy", "there!data"); // as long as before
    MergeRefusedException refused =
        assertThrows(MergeRefusedException.class, () -> merge("all", "here", "there"));
    assertTrue(
        refused
            .getMessage()
            .startsWith(
                at("there/reference-data/there.npy") + " must have the checksum on its card, "),
        refused.getMessage());
    // Data without a whole card are none.
    Files.delete(folder.resolve("there/reference-data/there.npy"));
    merge("all", "here", "there");
    assertFalse(Files.exists(folder.resolve("all/reference-data/there.json")));
  }

  @Test
  void foldersThatAreNoResultsAreNamed() throws Exception {
    fillBoth();
    Files.createDirectories(folder.resolve("empty"));
    MergeRefusedException refused =
        assertThrows(
            MergeRefusedException.class, () -> merge("all", "here/minimal", "empty", "none"));
    assertEquals(
        List.of(
            "SOURCE ("
                + at("here/minimal")
                + ") must be a results folder, but is a sweep's; give the folder that holds it",
            "SOURCE (" + at("empty") + ") must be a results folder, but holds no sweep",
            "SOURCE (" + at("none") + ") must be a results folder, but is not there",
            "3 problems; nothing was merged"),
        refused.getMessage().lines().toList());
    write("all/minimal/thesis.tex", "years of work");
    refused = assertThrows(MergeRefusedException.class, () -> merge("all", "here"));
    assertTrue(
        refused.getMessage().contains("all/minimal holds something that is not a sweep's tables"),
        refused.getMessage());
  }

  @Test
  void aSourceWhoseRunGoesOnGivesWhatHasFinished() throws Exception {
    fillBoth();
    WriteLease lease =
        WriteLease.take(
            at("there/minimal"), configuration, "a run", WriteLease.Timing.USUAL, console::append);
    write("there/minimal/trials/_part-00000001-00000001.tmp", "half");
    merge("all", "here", "there");
    assertAllThere("all");
    MergeRefusedException refused =
        assertThrows(MergeRefusedException.class, () -> merge("there", "here"));
    assertTrue(
        refused.getMessage().startsWith(at("there/minimal") + " is being written by a run since "),
        refused.getMessage());
    lease.close();
    assertEquals(
        at("there/minimal")
            + " is being written, or its run was killed: what has no row there yet is not taken\n",
        console.toString());
  }

  @Test
  void killedAtAnyChangeItIsRepeatedToTheSameEnd() throws Exception {
    fillBoth();
    configuration = DyingDisk.configuration();
    org.apache.hadoop.fs.Path target = DyingDisk.path("killed", folder.resolve("all"));
    DyingDisk disk = DyingDisk.of(target, configuration);
    boolean ended = false;
    for (int changes = 0; !ended; changes++) {
      disk.allow(Long.MAX_VALUE, "");
      disk.delete(target, true);
      disk.allow(changes, "killed");
      try {
        merge(target, OnDifference.REFUSE, "here", "there");
      } catch (MergeRefusedException killed) {
        assertTrue(killed.getMessage().contains("killed"), killed.getMessage());
      }
      ended = !disk.isDead();
      disk.allow(Long.MAX_VALUE, "");
      merge(target, OnDifference.REFUSE, "here", "there");
      assertAllThere("all");
      assertTrue(!ended || changes > 40, "changes: " + changes);
    }
  }

  @Test
  void aFullDiskIsOneLine() throws Exception {
    fillBoth();
    configuration = DyingDisk.configuration();
    org.apache.hadoop.fs.Path target = DyingDisk.path("full", folder.resolve("all"));
    DyingDisk disk = DyingDisk.of(target, configuration);
    for (int changes : new int[] {0, 3, 20, 40, 60}) {
      disk.allow(Long.MAX_VALUE, "");
      disk.delete(target, true);
      disk.allow(changes, "No space left on device");
      MergeRefusedException full =
          assertThrows(
              MergeRefusedException.class,
              () -> merge(target, OnDifference.REFUSE, "here", "there"));
      assertEquals(1, full.getMessage().lines().count(), full.getMessage());
      assertTrue(full.getMessage().contains("No space left on device"), full.getMessage());
    }
  }

  /** Seeds 0 and 1 here, 1 and 2 there, baselines on both, as two machines share a sweep. */
  private void fillBoth() throws IOException {
    fill("here", "minimal", HERE, "code-1", ok(HERE));
    fill("there", "minimal", THERE, "code-1", ok(THERE));
    for (String machine : List.of("here", "there")) {
      for (Trial trial : (machine.equals("here") ? HERE : THERE).trained()) {
        write(machine + "/minimal/models/" + trial.key() + ".safetensors", "weights");
        write(machine + "/minimal/models/" + trial.key() + ".json", "{}");
      }
      reference(machine, machine, machine + " data", 1);
      reference(machine, "both", "equal data", machine.equals("here") ? 1 : 2);
    }
    write("there/reference-data/half.unfinished/reached-0000000001-x.json", "{}");
  }

  private void assertAllThere(String results) throws IOException {
    Map<String, TrialRow> rows = new TreeMap<>();
    rows(results + "/minimal").forEach(row -> rows.put(row.trialKey(), row));
    assertEquals(5, rows(results + "/minimal").size());
    for (Plan plan : List.of(HERE, THERE)) {
      assertTrue(rows.keySet().containsAll(plan.keys()), rows.keySet().toString());
      for (Trial trial : plan.trained()) {
        assertEquals(
            "weights",
            Files.readString(
                folder.resolve(results + "/minimal/models/" + trial.key() + ".safetensors")));
      }
    }
    for (String key : List.of("here", "there", "both")) {
      Path data = folder.resolve(results + "/reference-data/" + key + ".npy");
      assertEquals(key.equals("both") ? "equal data" : key + " data", Files.readString(data));
      assertTrue(Files.exists(folder.resolve(results + "/reference-data/" + key + ".json")));
    }
    assertFalse(Files.exists(folder.resolve(results + "/reference-data/half.unfinished")));
  }

  private List<String> merge(String target, String... sources)
      throws MergeRefusedException, InterruptedException {
    return merge(target, OnDifference.REFUSE, sources);
  }

  private List<String> merge(String target, OnDifference onDifference, String... sources)
      throws MergeRefusedException, InterruptedException {
    return merge(at(target), onDifference, sources);
  }

  private List<String> merge(
      org.apache.hadoop.fs.Path target, OnDifference onDifference, String... sources)
      throws MergeRefusedException, InterruptedException {
    return new ResultsMerge(
            Arrays.stream(sources).map(this::at).toList(),
            target,
            onDifference,
            configuration,
            new PrintWriter(console),
            false)
        .run();
  }

  private org.apache.hadoop.fs.Path at(String name) {
    return new org.apache.hadoop.fs.Path(new org.apache.hadoop.fs.Path(folder.toUri()), name);
  }

  private List<TrialRow> rows(String sweep) {
    return ResultReader.of(at(sweep), PLAIN).trials();
  }

  private static Map<String, Outcome> ok(Plan plan) {
    Map<String, Outcome> outcomes = new HashMap<>();
    plan.trials().forEach(trial -> outcomes.put(trial.label(), new Outcome.Ok()));
    return outcomes;
  }

  private void fill(
      String results, String sweep, Plan plan, String code, Map<String, Outcome> outcomes) {
    FinishedRows.append(folder.resolve(results).toString(), sweep, plan, code, outcomes);
  }

  private void reference(String results, String key, String data, int seconds) throws IOException {
    write(results + "/reference-data/" + key + ".npy", data);
    write(results + "/reference-data/coordinates/" + key + ".npy", "x");
    String card =
        String.format(
            Locale.ROOT,
            """
            { "sha256": "%s", "bytes": %d, "seconds": %d, "divergence": "", "host": "%s"%s }
            """,
            sha256(data),
            data.length(),
            seconds,
            results,
            seconds == 1 ? "" : ", \"physics_residual\": { \"data\": \"0.5\" }"); // newer
    write(results + "/reference-data/" + key + ".json", card);
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(Sha256.start().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static boolean isWriters(Path file) {
    return file.getParent().endsWith("_writer");
  }

  private Map<String, String> contents(String name) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      for (Path file :
          files.filter(Files::isRegularFile).filter(file -> !isWriters(file)).toList()) {
        contents.put(
            file.toString(),
            HexFormat.of().formatHex(Sha256.start().digest(Files.readAllBytes(file))));
      }
    }
    return contents;
  }
}
