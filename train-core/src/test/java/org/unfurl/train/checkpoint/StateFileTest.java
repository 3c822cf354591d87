package org.unfurl.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.unfurl.train.parameter.SafetensorsFile;

class StateFileTest {

  private static final double[] NUMBERS = {
    0.1, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, Integer.MAX_VALUE, 1L << 53
  };

  private static final StateFile FILE =
      new StateFile(
          Map.of("task", "correction", "odd", "\"quoted\" {words}\nµ"),
          Map.of("of-both", NUMBERS, "single", new double[] {0.5f, -1e30f}, "none", new double[0]));

  @Test
  void everyBitComesBack() {
    StateFile read = StateFile.decode(FILE.encode());
    assertEquals(FILE.texts(), read.texts());
    assertEquals(FILE.arrays().keySet(), read.arrays().keySet());
    FILE.arrays()
        .forEach((name, values) -> assertArrayEquals(values, read.arrays().get(name), name));
  }

  @Test
  void numbersOfSinglePrecisionTakeFourBytes() {
    int few = new StateFile(Map.of(), Map.of("a", new double[1_000])).encode().length;
    int more = new StateFile(Map.of(), Map.of("a", new double[2_000])).encode().length;
    assertEquals(4_000, more - few);
  }

  @Test
  void itIsASafetensorsFile() {
    SafetensorsFile file = SafetensorsFile.decode(FILE.encode());
    assertEquals("correction", file.metadata().get("task"));
    assertArrayEquals(new double[] {0.5f, -1e30f}, file.tensors().get("single").values());
  }

  @Test
  void whatIsNoStateIsRefused() {
    for (byte[] bytes :
        new byte[][] {
          {}, new byte[200], new SafetensorsFile(Map.of("a", "b"), Map.of()).encode()
        }) {
      UnusableStateException refused =
          assertThrows(UnusableStateException.class, () -> StateFile.decode(bytes));
      assertEquals(
          "state ("
              + bytes.length
              + " bytes) must be whole, and its checksum says that it is damaged or cut; begin"
              + " without it",
          refused.getMessage());
    }
  }

  @Test
  void whatIsNoSafetensorsFileIsRefused() {
    for (byte[] bytes :
        new byte[][] {{}, {1, 2}, new byte[64], "{}{}{}{}{}{}".getBytes(StandardCharsets.UTF_8)}) {
      assertThrows(IllegalArgumentException.class, () -> SafetensorsFile.decode(bytes));
    }
    byte[] cut = FILE.encode();
    assertTrue(cut.length > 100);
    assertThrows(
        IllegalArgumentException.class,
        () -> SafetensorsFile.decode(Arrays.copyOf(cut, cut.length - 1)));
  }
}
