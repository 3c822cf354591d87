package org.unfurl.sim.gas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VolumeMeansTest {

  private static final int FACTOR = 4;

  private final CurvilinearGrid grid = new AerofoilGrid(16, 32, 0.02, 0.03, 5).grid();
  private final VolumeMeans means = new VolumeMeans(grid, FACTOR);

  @Test
  void keepsWhatTheCellsContain() {
    double[] fine = random(2 * means.fineSize(), 1);
    double[] coarse = new double[2 * means.coarseSize()];
    means.apply(fine, coarse);
    double[] volume = new double[4 * 8];
    for (int j = 0; j < 16; j++) {
      for (int i = 0; i < 32; i++) {
        volume[j / FACTOR * 8 + i / FACTOR] += grid.volume(j * 32 + i);
      }
    }
    for (int field = 0; field < 8; field++) {
      double fineTotal = 0;
      double coarseTotal = 0;
      for (int cell = 0; cell < grid.cells(); cell++) {
        fineTotal += grid.volume(cell) * fine[field * grid.cells() + cell];
      }
      for (int cell = 0; cell < 32; cell++) {
        coarseTotal += volume[cell] * coarse[field * 32 + cell];
      }
      assertEquals(fineTotal, coarseTotal, 1e-13 * Arrays.stream(volume).sum());
    }
  }

  @Test
  void leavesAUniformFlowAsItIs() {
    double[] fine = new double[means.fineSize()];
    for (int k = 0; k < fine.length; k++) {
      int field = k / grid.cells();
      fine[k] = field + 0.5;
    }
    double[] coarse = new double[means.coarseSize()];
    means.apply(fine, coarse);
    for (int k = 0; k < coarse.length; k++) {
      int field = k / 32;
      assertEquals(field + 0.5, coarse[k], 1e-14);
    }
  }

  @Test
  void theTransposeIsOne() {
    double[] fine = random(2 * means.fineSize(), 2);
    double[] coarse = random(2 * means.coarseSize(), 3);
    double[] forward = new double[coarse.length];
    double[] backward = new double[fine.length];
    means.apply(fine, forward);
    means.applyTransposed(coarse, backward);
    assertEquals(dot(coarse, forward), dot(backward, fine), 1e-12);
  }

  @Test
  void aStateOfABatchDoesNotDependOnTheOthers() {
    double[] batch = random(2 * means.fineSize(), 4);
    double[] both = new double[2 * means.coarseSize()];
    double[] second = new double[means.coarseSize()];
    means.apply(batch, both);
    means.apply(Arrays.copyOfRange(batch, means.fineSize(), batch.length), second);
    assertArrayEquals(second, Arrays.copyOfRange(both, means.coarseSize(), both.length));
  }

  @Test
  void factorsThatDoNotFitAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new VolumeMeans(grid, 3));
    assertThrows(IllegalArgumentException.class, () -> new VolumeMeans(grid, 0));
  }

  private static double[] random(int length, long seed) {
    return new SplittableRandom(seed).doubles(length, -1, 1).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
