package org.unfurl.sim.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.grid.StateShape;

class RecordedArrayTest {

  private static final int TRAJECTORIES = 2;
  private static final int FRAMES = 3;
  private static final int CHANNELS = 2;
  private static final int POINTS = 2;
  private static final StateShape STATES = StateShape.periodicLine(CHANNELS, POINTS);
  private static final Excerpt ALL = new Excerpt(TRAJECTORIES, 1, FRAMES);

  /**
   * Written by NumPy 2.4.6: {@code savez_compressed(f, train=a, test=numpy.asfortranarray(
   * a.reshape(2, 3, 2, 2).astype('>f4')))} with a of shape (2, 3, 4) as {@link #value}.
   */
  private static final String NUMPYS_ARCHIVE =
      "UEsDBC0AAAAIAAAAIQDBm4BZ//////////8JABQAdHJhaW4ubnB5AQAQAEABAAAAAAAAigAAAAAAAACb"
          + "7BfqGxDJyFDGUK2eklqcXKRupaBuk2ahrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RpGOgrG"
          + "OgommjoKtQrkAS4GFPDBHspwgFAcUFoFSqtBaQ0orQWlTaC0KZQ2g9LmUDoSQjtA6QYofQDGj4byoTRD"
          + "DFQ9lGaIg/KhdAOUPhDnAABQSwMELQAAAAgAAAAhACQrzQD//////////wgAFAB0ZXN0Lm5weQEAEADg"
          + "AAAAAAAAAJAAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpdmoq6joJ6WX1RSlJgXn1+UkgoSDykq"
          + "TQUKF2ckFqQCuRpGOgrGOgpA0khTR6FWgRzAxQAETicYGBwVgPQdIL0ASH9gYHAAiZ8B8oEMpwdAegOQ"
          + "/sLAYN8ApE8B+QZA+h6QXgGkPwHVg9SdA/IDgPQjIL0DSH9jYAAAUEsBAi0DLQAAAAgAAAAhAMGbgFmK"
          + "AAAAQAEAAAkAAAAAAAAAAAAAAIABAAAAAHRyYWluLm5weVBLAQItAy0AAAAIAAAAIQAkK80AkAAAAOAA"
          + "AAAIAAAAAAAAAAAAAACAAcUAAAB0ZXN0Lm5weVBLBQYAAAAAAgACAG0AAACPAQAAAAA=";

  @TempDir private Path folder;

  /** What every test array holds. */
  private static double value(int trajectory, int frame, int channel, int point) {
    return 100 * trajectory + 10 * frame + POINTS * channel + point;
  }

  /** All values, in C order. */
  private static double[] values() {
    double[] values = new double[TRAJECTORIES * FRAMES * CHANNELS * POINTS];
    int next = 0;
    for (int t = 0; t < TRAJECTORIES; t++) {
      for (int f = 0; f < FRAMES; f++) {
        for (int c = 0; c < CHANNELS; c++) {
          for (int x = 0; x < POINTS; x++) {
            values[next++] = value(t, f, c, x);
          }
        }
      }
    }
    return values;
  }

  /** All values in Fortran order: the first index varies fastest. */
  private static double[] columns() {
    double[] values = new double[TRAJECTORIES * FRAMES * CHANNELS * POINTS];
    int next = 0;
    for (int x = 0; x < POINTS; x++) {
      for (int c = 0; c < CHANNELS; c++) {
        for (int f = 0; f < FRAMES; f++) {
          for (int t = 0; t < TRAJECTORIES; t++) {
            values[next++] = value(t, f, c, x);
          }
        }
      }
    }
    return values;
  }

  private static byte[] npy(
      int version, String type, boolean fortran, String shape, double[] values) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] header =
        ("{'descr': '"
                + type
                + "', 'fortran_order': "
                + (fortran ? "True" : "False")
                + ", 'shape': ("
                + shape
                + "), }\n")
            .getBytes(StandardCharsets.US_ASCII);
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    out.write(header.length);
    out.write(new byte[version == 1 ? 1 : 3]);
    out.write(header);
    boolean single = type.endsWith("4");
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * (single ? Float.BYTES : Double.BYTES))
            .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      if (single) {
        bytes.putFloat((float) value);
      } else {
        bytes.putDouble(value);
      }
    }
    out.write(bytes.array());
    return out.toByteArray();
  }

  private static byte[] plain(String type, String shape) throws IOException {
    return npy(1, type, false, shape, values());
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("data"), bytes);
  }

  private RecordedArray open(byte[] bytes) throws IOException {
    return RecordedArray.open(file(bytes), "", STATES);
  }

  private static Trajectories copied(RecordedArray array, Excerpt excerpt) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    array.copy(excerpt, out, FrameObserver.NONE);
    return NpyFormat.read(new ByteArrayInputStream(out.toByteArray()));
  }

  private void assertRefused(String message, byte[] bytes) {
    assertEquals(message, assertThrows(IOException.class, () -> open(bytes)).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "1, <f8, false", "1, <f4, false", "1, >f8, false", "1, >f4, false",
    "1, <f8, true", "1, <f4, true", "1, >f8, true", "1, >f4, true",
    "2, <f8, false", "3, <f8, true"
  })
  void everyLayoutIsTheSameData(int version, String type, boolean fortran) throws IOException {
    RecordedArray array =
        open(npy(version, type, fortran, "2, 3, 2, 2", fortran ? columns() : values()));
    ByteArrayOutputStream ours = new ByteArrayOutputStream();
    NpyFormat.write(new Trajectories(TRAJECTORIES, FRAMES, 4, values()), ours);
    ByteArrayOutputStream copy = new ByteArrayOutputStream();

    assertEquals(TRAJECTORIES, array.trajectories());
    assertEquals(FRAMES, array.frames());
    String checksum = array.copy(ALL, copy, FrameObserver.NONE);
    assertArrayEquals(ours.toByteArray(), copy.toByteArray());
    assertEquals(
        open(plain("<f8", "2, 3, 4"))
            .copy(ALL, OutputStream.nullOutputStream(), FrameObserver.NONE),
        checksum);
  }

  @Test
  void readsWhatNumpyWrites() throws IOException {
    Path archive = file(Base64.getDecoder().decode(NUMPYS_ARCHIVE));
    assertEquals(List.of("train", "test"), RecordedArray.names(archive));
    for (String name : RecordedArray.names(archive)) {
      assertArrayEquals(
          values(), copied(RecordedArray.open(archive, name, STATES), ALL).values(), name);
    }
  }

  @Test
  void readsAnArchiveThatIsNotCompressed() throws IOException {
    byte[] npy = plain("<f8", "2, 3, 4");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry("a.npy");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(npy.length);
      CRC32 crc = new CRC32();
      crc.update(npy);
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(npy);
    }
    Path archive = file(bytes.toByteArray());
    assertEquals(List.of("a"), RecordedArray.names(archive));
    assertArrayEquals(values(), copied(RecordedArray.open(archive, "a", STATES), ALL).values());

    byte[] flipped = bytes.toByteArray();
    flipped[40 + npy.length - 16] ^= 1; // in a value: a zip's local header has 30 bytes and a name
    RecordedArray wrong = RecordedArray.open(file(flipped), "a", STATES);
    assertEquals(
        "it is a damaged .npz file (the checksum of a.npy differs); write it again",
        assertThrows(
                IOException.class,
                () -> wrong.copy(ALL, OutputStream.nullOutputStream(), FrameObserver.NONE))
            .getMessage());

    Path damaged = file(Arrays.copyOf(bytes.toByteArray(), 40));
    String message =
        assertThrows(IOException.class, () -> RecordedArray.names(damaged)).getMessage();
    assertTrue(message.startsWith("it is a damaged .npz file ("), message);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void takesThePartThatIsAskedFor(boolean fortran) throws IOException {
    RecordedArray array =
        open(npy(1, "<f8", fortran, "2, 3, 2, 2", fortran ? columns() : values()));
    // Frames 0 and 2 of trajectory 0.
    assertArrayEquals(
        new double[] {0, 1, 2, 3, 20, 21, 22, 23}, copied(array, new Excerpt(1, 2, 2)).values());
    assertTrue(array.contains(new Excerpt(2, 2, 2)));
    assertFalse(array.contains(new Excerpt(2, 2, 3)));
    assertFalse(array.contains(new Excerpt(3, 1, 3)));
    assertThrows(
        IllegalArgumentException.class, () -> copied(array, new Excerpt(2, 1, FRAMES + 1)));
  }

  @Test
  void theChecksumKnowsValuesAndShape() throws IOException {
    String checksum =
        open(plain("<f8", "2, 3, 4"))
            .copy(ALL, OutputStream.nullOutputStream(), FrameObserver.NONE);
    double[] others = values();
    others[5] = Math.nextUp(others[5]);
    String changed =
        open(npy(1, "<f8", false, "2, 3, 4", others))
            .copy(ALL, OutputStream.nullOutputStream(), FrameObserver.NONE);
    String reshaped =
        open(plain("<f8", "3, 2, 4"))
            .copy(new Excerpt(3, 1, 2), OutputStream.nullOutputStream(), FrameObserver.NONE);
    assertFalse(checksum.equals(changed));
    assertFalse(checksum.equals(reshaped));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void namesTheValueThatIsNotFinite(boolean fortran) throws IOException {
    double[] values = fortran ? columns() : values();
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] == value(1, 2, 0, 1) ? Double.NEGATIVE_INFINITY : values[i];
    }
    RecordedArray array = open(npy(1, "<f8", fortran, "2, 3, 2, 2", values));
    assertEquals(
        "value (-Infinity) in frame 2 of trajectory 1, counted from 0, must be finite; cut the"
            + " trajectories before it",
        assertThrows(IOException.class, () -> copied(array, ALL)).getMessage());
    assertThrows(IOException.class, () -> copied(array, new Excerpt(2, 2, 2)));
    // What is not used need not be finite.
    assertEquals(2, copied(array, new Excerpt(2, 1, 2)).frames());
  }

  @Test
  void otherTypesAreToldHowToConvert() throws IOException {
    String end = "must be float32 or float64; save array.astype(\"float64\")";
    assertRefused("dtype (<i8) " + end, plain("<i8", "2, 3, 4"));
    assertRefused("dtype (<f2) " + end, plain("<f2", "2, 3, 4"));
    assertRefused(
        "dtype (object) must be float32 or float64, not pickled Python objects; save"
            + " numpy.stack(list(array)).astype(\"float64\")",
        plain("|O", "2,"));
  }

  @Test
  void valuesWhoseSquaresOverflowAreRefused() throws IOException {
    double[] values = values();
    values[17] = -1e200;
    assertEquals(
        "value (-1.0E200) in frame 1 of trajectory 1, counted from 0, must be at most 1.0E140 in"
            + " size, so that squares can be summed; cut the trajectories before it",
        assertThrows(
                IOException.class, () -> copied(open(npy(1, "<f8", false, "2, 3, 4", values)), ALL))
            .getMessage());
  }

  @Test
  void otherShapesAreToldWhatIsExpected() throws IOException {
    String expected =
        "must be (trajectories, frames, 4) or (trajectories, frames, 2, 2) or (trajectories,"
            + " frames, 2, 1, 2)";
    assertRefused(
        "shape (2, 4, 3) "
            + expected
            + "; transpose or reshape the array, or bring it to the grid of the system",
        plain("<f8", "2, 4, 3"));
    assertRefused(
        "shape (6, 4) " + expected + "; save array[None] where it is one trajectory",
        plain("<f8", "6, 4"));
    assertRefused(
        "shape (24,) "
            + expected
            + "; transpose or reshape the array, or bring it to the grid of the system",
        plain("<f8", "24,"));
    assertRefused("shape () must have positive axes and fewer than 2^31 values", plain("<f8", ""));
  }

  @Test
  void statesOfAPlaneMayLackTheirOnlyChannel() throws IOException {
    StateShape plane = StateShape.periodicPlane(1, 2, 2);
    for (String shape : List.of("2, 3, 4", "2, 3, 2, 2", "2, 3, 1, 2, 2")) {
      RecordedArray array = RecordedArray.open(file(plain("<f8", shape)), "", plane);
      assertArrayEquals(values(), copied(array, ALL).values(), shape);
    }
  }

  @Test
  void filesThatEndEarlyOrAreOthersAreRefused() throws IOException {
    byte[] whole = plain("<f8", "2, 3, 4");
    assertRefused(
        "truncated .npy file: it ends 3 bytes early, in the values",
        Arrays.copyOf(whole, whole.length - 3));
    byte[] other = "id,x,y\n".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "it must be written by numpy.save or numpy.savez, but begins with other bytes; load it in"
            + " Python and save it so",
        assertThrows(IOException.class, () -> RecordedArray.names(file(other))).getMessage());
  }
}
