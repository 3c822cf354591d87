package org.unfurl.sim.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.random.Seed;

class LanesTest {

  // Less than a tile, a tile, and one and a half.
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 32, 48})
  void loadDealsFieldsToLanesAndStoreCollectsThem(int size) {
    int batchSize = Lanes.COUNT + 1;
    double[] batch = new Seed(1).generator().doubles((long) batchSize * size, -1, 1).toArray();
    double[] block = new double[size * Lanes.COUNT];
    double[] back = new double[batch.length];
    for (int first = 0; first < batchSize; first += Lanes.COUNT) {
      Lanes.load(batch, size, first, block);
      for (int j = 0; j < size; j++) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
          // Behind the end of the batch its last field is repeated.
          int field = Math.min(first + lane, batchSize - 1);
          assertEquals(batch[field * size + j], block[j * Lanes.COUNT + lane]);
        }
      }
      Lanes.store(block, back, size, first);
    }

    assertArrayEquals(batch, back);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 48})
  void storeTouchesOnlyItsPartOfABatch(int size) {
    double[] batch = new double[(2 * Lanes.COUNT + 1) * size];
    double[] block = new double[Lanes.COUNT * size];
    Arrays.fill(block, 1);
    Lanes.store(block, batch, size, Lanes.COUNT);

    double[] expected = new double[batch.length];
    Arrays.fill(expected, Lanes.COUNT * size, 2 * Lanes.COUNT * size, 1);
    assertArrayEquals(expected, batch);
  }
}
