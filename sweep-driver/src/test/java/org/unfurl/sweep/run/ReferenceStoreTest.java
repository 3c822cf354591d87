package org.unfurl.sweep.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.Excerpt;
import org.unfurl.sim.reference.FrameObserver;
import org.unfurl.sim.reference.NpyFormat;
import org.unfurl.sim.reference.RecordedArray;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.sweep.outcome.ReferenceResult;
import org.unfurl.sweep.plan.OwnData;
import org.unfurl.sweep.spark.SharedFolder;

class ReferenceStoreTest {

  private static final ReferenceSpec SPEC =
      new ReferenceSpec("kuramoto-sivashinsky", 1.0, Split.TRAIN, 2, 3, new Seed(5));

  private final Trajectories data =
      new Trajectories(2, 3, 4, IntStream.range(0, 24).mapToDouble(i -> i / 7.0).toArray());
  @TempDir private Path folder;
  private ReferenceStore store;

  @BeforeEach
  void open() {
    store =
        new ReferenceStore(new org.apache.hadoop.fs.Path(folder.toString()), new Configuration());
  }

  @Test
  void findsAndReadsWhatItWrote() throws IOException {
    assertEquals(Optional.empty(), store.find(SPEC));
    ReferenceResult written = store.write(SPEC, data, 1.5, "host-1");
    assertEquals(Optional.of(written), store.find(SPEC));
    assertEquals(Files.size(npy()), written.bytes());
    assertArrayEquals(data.values(), store.read(SPEC).values());
  }

  @Test
  void writingAgainDoesNoHarm() throws IOException {
    store.write(SPEC, data, 1.5, "host-1");
    store.write(SPEC, data, 2.5, "host-2");
    assertEquals("host-2", store.find(SPEC).orElseThrow().host());
    assertArrayEquals(data.values(), store.read(SPEC).values());
    assertEquals(
        Set.of(SPEC.key() + ".npy", SPEC.key() + ".json", "coordinates"),
        Set.of(folder.toFile().list()));
    assertEquals(1, folder.resolve("coordinates").toFile().list().length);
  }

  /** As on an executor that came late, and for which the path means a folder of its own. */
  @Test
  void whereTheDriversFolderIsNotSeenNothingIsWrittenOrTakenForAbsent() throws IOException {
    org.apache.hadoop.fs.Path results = new org.apache.hadoop.fs.Path(folder.toUri());
    SharedFolder shared = SharedFolder.offer(results, new Configuration());
    ReferenceStore executors =
        new ReferenceStore(
            new org.apache.hadoop.fs.Path(results, "reference-data"), new Configuration(), shared);
    shared.close();
    assertThrows(IOException.class, () -> executors.find(SPEC));
    assertThrows(IOException.class, () -> executors.write(SPEC, data, 1.5, "host-1"));
    assertThrows(IOException.class, () -> executors.writeDivergence(SPEC, "why", 1.5, "host-1"));
    assertEquals(0, folder.toFile().list().length);
  }

  @Test
  void saysWhereThePointsLie() throws IOException {
    store.write(SPEC, data, 1.5, "host-1");
    JsonNode card = new ObjectMapper().readTree(card().toFile());
    assertEquals(1, card.get("channels").asInt());
    assertEquals(1, card.get("rows").asInt());
    assertEquals(48, card.get("columns").asInt());
    try (InputStream in =
        Files.newInputStream(folder.resolve("coordinates/" + SPEC.key() + ".npy"))) {
      Trajectories coordinates = NpyFormat.read(in);
      assertEquals(2, coordinates.count());
      assertEquals(1, coordinates.frames());
      // The study's domain of parameter 1: L = 16 π, on 48 points.
      double[] x = IntStream.range(0, 48).mapToDouble(i -> i * Math.PI / 3).toArray();
      assertArrayEquals(x, Arrays.copyOf(coordinates.values(), 48), 1e-12);
    }
  }

  @Test
  void aDivergenceIsRememberedWithoutData() throws IOException {
    store.writeDivergence(SPEC, "diverged in frame 3", 0.5, "host-1");
    assertEquals("diverged in frame 3", store.find(SPEC).orElseThrow().divergence());
    assertFalse(Files.exists(npy()));
  }

  /** A card says what was found of the author's data, also where it is beyond all numbers. */
  @Test
  void whatWasFoundOfOwnDataIsKept() throws IOException {
    Path file = folder.resolve("ks.npy");
    try (OutputStream out = Files.newOutputStream(file)) {
      double[] values = new double[2 * 3 * 48];
      Arrays.fill(values, 1);
      values[0] = 1e139; // the frame after it cannot be computed
      NpyFormat.write(new Trajectories(2, 3, 48, values), out);
    }
    String checksum =
        RecordedArray.open(file, "", PhysicalSystems.named(SPEC.system()).shape())
            .copy(new Excerpt(2, 1, 3), OutputStream.nullOutputStream(), FrameObserver.NONE);
    ReferenceSpec spec =
        new ReferenceSpec(SPEC.system(), 1.0, Split.TRAIN, 2, 3, new Seed(0), checksum);
    OwnData own = new OwnData(spec, file.toString(), "", 1, 1);
    ReferenceResult copied = store.copy(own, "host-1");
    assertEquals(Optional.of(copied), store.find(spec));
    assertTrue(copied.residual().farOff());
    assertTrue(Double.isInfinite(copied.residual().data()), copied.residual().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "not json", "[]", "{}", "{\"sha256\": \"00\"}", "null"})
  void aDamagedCardCountsAsAbsent(String card) throws IOException {
    store.write(SPEC, data, 1.5, "host-1");
    Files.writeString(card(), card);
    assertEquals(Optional.empty(), store.find(SPEC));
    store.write(SPEC, data, 1.5, "host-1");
    assertTrue(store.find(SPEC).isPresent());
  }

  @Test
  void missingOrTruncatedDataCountAsAbsent() throws IOException {
    store.write(SPEC, data, 1.5, "host-1");
    byte[] bytes = Files.readAllBytes(npy());
    Files.write(npy(), Arrays.copyOf(bytes, bytes.length - 1));
    assertEquals(Optional.empty(), store.find(SPEC));
    Files.delete(npy());
    assertEquals(Optional.empty(), store.find(SPEC));
    IOException thrown = assertThrows(IOException.class, () -> store.read(SPEC));
    assertEquals("no reference data " + npy(), thrown.getMessage());
  }

  // The first byte is of the format's mark, the last one of the values.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void damagedDataOfTheRightSizeIsAnErrorThatSaysWhatMendsIt(boolean first) throws IOException {
    store.write(SPEC, data, 1.5, "host-1");
    byte[] bytes = Files.readAllBytes(npy());
    bytes[first ? 0 : bytes.length - 1] ^= 1;
    Files.write(npy(), bytes);
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> store.read(SPEC));
    assertTrue(thrown.getMessage().startsWith(npy() + " (SHA-256 "), thrown.getMessage());
    assertTrue(
        thrown
            .getMessage()
            .endsWith("; delete both files, then run again with --only failed,missing"),
        thrown.getMessage());
  }

  private Path npy() {
    return folder.resolve(SPEC.key() + ".npy");
  }

  private Path card() {
    return folder.resolve(SPEC.key() + ".json");
  }
}
