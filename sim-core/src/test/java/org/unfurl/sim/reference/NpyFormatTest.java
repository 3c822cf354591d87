package org.unfurl.sim.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.random.Seed;

class NpyFormatTest {

  // The values, π among them, are numpy's: np.array([[[0.5, -1.0, np.pi]]]).tobytes().hex()
  private static final Trajectories SMALL =
      new Trajectories(1, 1, 3, new double[] {0.5, -1.0, Math.PI});
  private static final String SMALL_VALUES = "000000000000e03f000000000000f0bf182d4454fb210940";

  @Test
  void writesTheBytesOfTheSpecification() throws IOException {
    byte[] bytes = bytes(SMALL);

    // 118 = 128 - 10 bytes of header, as numpy.save writes for this shape.
    assertEquals("934e554d505901007600", HexFormat.of().formatHex(bytes, 0, 10));
    String header = new String(bytes, 10, 118, StandardCharsets.US_ASCII);
    assertEquals("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1, 3), }", header.strip());
    assertTrue(header.endsWith(" \n"));
    assertEquals(SMALL_VALUES, HexFormat.of().formatHex(bytes, 128, bytes.length));
  }

  @Test
  void readsWhatItWrote() throws IOException {
    // More values than one chunk of the writer, and no multiple of it.
    double[] values = new Seed(1).generator().doubles(3 * 1001 * 7).toArray();
    values[5] = Double.NaN;
    values[6] = Double.NEGATIVE_INFINITY;
    values[7] = -0.0;
    Trajectories read = read(bytes(new Trajectories(3, 1001, 7, values)));

    assertEquals(3, read.count());
    assertEquals(1001, read.frames());
    assertEquals(7, read.stateSize());
    assertArrayEquals(values, read.values());
  }

  @Test
  void leavesTheStreamAfterTheLastValue() throws IOException {
    byte[] bytes = bytes(SMALL);
    ByteArrayInputStream in = new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length + 4));

    NpyFormat.read(in);
    assertEquals(4, in.available());
  }

  @Test
  void everyTruncationIsNamed() throws IOException {
    byte[] bytes = bytes(SMALL);
    for (int length = 0; length < bytes.length; length++) {
      byte[] truncated = Arrays.copyOf(bytes, length);
      String message = assertThrows(IOException.class, () -> read(truncated)).getMessage();
      assertTrue(message.startsWith("truncated .npy file: it ends "), message);
    }
  }

  @Test
  void refusesOtherFiles() {
    assertRefused(
        "this is not numpy's".getBytes(StandardCharsets.US_ASCII),
        "not a .npy file of version 1, 2 or 3: the first bytes differ");
    assertRefused(
        file("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 3), }"),
        "dtype (<f4) must be <f8");
    assertRefused(
        file("{'descr': '<f8', 'fortran_order': True, 'shape': (1, 1, 3), }"),
        "fortran_order (True) must be False; apply numpy.ascontiguousarray");
    assertRefused(
        file("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }"),
        "shape (3,) must have three axes: trajectory, frame, state");
    assertRefused(
        file("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 1, 3), }"),
        "shape (0, 1, 3) must have positive axes and fewer than 2^31 values");
    assertRefused(
        file("{'descr': '<f8', 'fortran_order': False, 'shape': (9999999999, 9999999999, 3), }"),
        "shape (9999999999, 9999999999, 3) must have positive axes and fewer than 2^31 values");
    assertRefused(
        file("{'fortran_order': False, 'shape': (1, 1, 3), }"),
        "the .npy header lacks a readable dtype: {'fortran_order': False, 'shape': (1, 1, 3), }");
  }

  @Test
  void readsSinglePrecision() throws IOException {
    // Two values of float64 read as four of float32: 0.5 is 0x3fe0000000000000, and 0x3fe00000 as
    // a float32 is 1.75; -1.0 is 0xbff0000000000000, and 0xbff00000 is -1.875 (IEEE 754).
    byte[] file = file("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }");
    assertArrayEquals(
        new double[] {0, 1.75, 0, -1.875}, NpyFormat.readStates(new ByteArrayInputStream(file), 2));
  }

  @Test
  void statesOfAnotherShapeAreRefused() {
    byte[] transposed = file("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 3, 1), }");
    assertEquals(
        "shape (1, 3, 1) must be (n, 3), one row per state; reshape the array",
        assertThrows(
                IOException.class,
                () -> NpyFormat.readStates(new ByteArrayInputStream(transposed), 3))
            .getMessage());
    byte[] integers = file("{'descr': '<i8', 'fortran_order': False, 'shape': (1, 3), }");
    assertEquals(
        "dtype (<i8) must be float32 or float64; save array.astype(\"float64\")",
        assertThrows(
                IOException.class,
                () -> NpyFormat.readStates(new ByteArrayInputStream(integers), 3))
            .getMessage());
  }

  private static void assertRefused(byte[] bytes, String message) {
    assertEquals(message, assertThrows(IOException.class, () -> read(bytes)).getMessage());
  }

  /** A file of version 1.0 with this header and the values of {@link #SMALL}. */
  private static byte[] file(String header) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HexFormat.of().parseHex("934e554d50590100"));
    out.write(header.length() + 1);
    out.write(0);
    out.writeBytes((header + "\n").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(HexFormat.of().parseHex(SMALL_VALUES));
    return out.toByteArray();
  }

  private static byte[] bytes(Trajectories trajectories) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NpyFormat.write(trajectories, out);
    return out.toByteArray();
  }

  private static Trajectories read(byte[] bytes) throws IOException {
    return NpyFormat.read(new ByteArrayInputStream(bytes));
  }
}
