package org.unfurl.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sim.random.Sha256;
import org.unfurl.sweep.file.SweepFile;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Sweep;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.plan.TrialKey;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.train.setting.Setting;

/** A setting whose values are files, declared in this test alone. */
final class FileSettingTest {

  @TempDir private Path folder;

  private final Map<String, String> names = new ConcurrentHashMap<>();
  private final Setting<String> notes =
      Setting.file(
              "training.notes",
              this::read,
              digest -> names.getOrDefault(digest, digest),
              digest -> "notes-" + digest.substring(0, 4))
          .example("notes.txt")
          .preset("none")
          .neutral("none")
          .meaning("what somebody noted");

  private String read(String name, byte[] content) {
    String digest = HexFormat.of().formatHex(Sha256.start().digest(content));
    names.put(digest, name);
    return digest;
  }

  @Test
  void theContentCountsAndNotTheName() throws IOException {
    write("a.txt", "one");
    write("b.txt", "one");
    write("c.txt", "two");
    assertEquals(key("a.txt"), key("b.txt"));
    assertNotEquals(key("a.txt"), key("c.txt"));
  }

  @Test
  void aFileThatIsNotThereIsAProblemOfItsLine() throws IOException {
    write("notes.txt", "one");
    String report = ((SweepFile.Result.Invalid) result("note.txt")).report();
    assertTrue(report.contains(":10: file (note.txt) must be a file, but "), report);
    assertTrue(report.contains("did you mean notes.txt?"), report);
  }

  @Test
  void labelsHaveItsWordAndTheResolvedFileItsPath() throws IOException {
    write("a, b.txt", "one");
    write("c.txt", "two");
    Plan plan = plan("[\"a, b.txt\", c.txt]");
    assertEquals("notes-7692", plan.trained().get(0).label());
    assertEquals("notes-3fc4", plan.trained().get(1).label());
    String written = SweepFile.write(plan.sweep());
    assertTrue(written.contains("[\"" + folder.resolve("a, b.txt") + "\", \""), written);
    assertEquals(plan.sweep(), sweep(SweepFile.read(written, "elsewhere", settings())));
  }

  private void write(String name, String content) throws IOException {
    Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }

  private TrialSettings settings() {
    return TrialSettings.registered().with(notes);
  }

  private SweepFile.Result result(String value) {
    return SweepFile.read(
        SweepFiles.MINIMAL + "  notes: " + value + "\n",
        folder.resolve("sweep.yaml").toString(),
        settings());
  }

  private Plan plan(String value) {
    return Plan.of(sweep(result(value)));
  }

  private static Sweep sweep(SweepFile.Result result) {
    if (result instanceof SweepFile.Result.Invalid invalid) {
      throw new AssertionError(invalid.report());
    }
    return ((SweepFile.Result.Valid) result).sweep();
  }

  private String key(String value) {
    return TrialKey.of(plan(value).trained().get(0).config(), settings());
  }
}
