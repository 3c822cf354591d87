package org.unfurl.sim.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.random.Seed;

class FaceRestrictionTest {

  private static final StaggeredGrid FINE =
      new StaggeredGrid(new PeriodicGrid(16, 5), new PeriodicGrid(24, 3));
  private static final StaggeredGrid COARSE =
      new StaggeredGrid(new PeriodicGrid(4, 5), new PeriodicGrid(6, 3));
  private static final FaceRestriction RESTRICTION = new FaceRestriction(FINE, 4);

  @Test
  void divergenceOfACoarseCellIsTheMeanOverItsFineCells() {
    double[] velocity = random(FINE.shape().size());
    double[] fine = new double[FINE.cells()];
    FINE.divergence(velocity, fine);
    double[] coarse = divergenceOfTheRestricted(velocity);

    for (int j = 0; j < 6; j++) {
      for (int i = 0; i < 4; i++) {
        double mean = 0;
        for (int k = 0; k < 16; k++) {
          mean += fine[(4 * j + k / 4) * 16 + 4 * i + k % 4] / 16;
        }
        assertEquals(mean, coarse[j * 4 + i], 1e-13);
      }
    }
  }

  @Test
  void aVelocityWithoutDivergenceStaysOne() {
    double[] velocity = random(FINE.shape().size());
    new Projection(FINE).apply(velocity);
    for (double divergence : divergenceOfTheRestricted(velocity)) {
      assertEquals(0, divergence, 1e-13);
    }
  }

  private static double[] divergenceOfTheRestricted(double[] velocity) {
    double[] restricted = new double[COARSE.shape().size()];
    RESTRICTION.apply(velocity, restricted);
    double[] divergence = new double[COARSE.cells()];
    COARSE.divergence(restricted, divergence);
    return divergence;
  }

  /** ⟨R x, y⟩ = ⟨x, Rᵀ y⟩ for every state of a batch. */
  @Test
  void transposeIsTheTranspose() {
    int fineSize = RESTRICTION.fineSize();
    int coarseSize = RESTRICTION.coarseSize();
    double[] x = random(2 * fineSize);
    double[] y = random(2 * coarseSize);
    double[] down = new double[2 * coarseSize];
    double[] up = new double[2 * fineSize];
    RESTRICTION.apply(x, down);
    RESTRICTION.applyTransposed(y, up);

    for (int b = 0; b < 2; b++) {
      double coarseSide = 0;
      for (int i = b * coarseSize; i < (b + 1) * coarseSize; i++) {
        coarseSide += down[i] * y[i];
      }
      double fineSide = 0;
      for (int i = b * fineSize; i < (b + 1) * fineSize; i++) {
        fineSide += x[i] * up[i];
      }
      assertEquals(coarseSide, fineSide, 1e-12 * Math.abs(coarseSide));
    }
  }

  @Test
  void refusesAFactorThatDoesNotDivide() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new FaceRestriction(FINE, 3))
            .getMessage();
    assertTrue(message.startsWith("factor (3) must divide 24 and 16"), message);
  }

  private static double[] random(int size) {
    return new Seed(5).generator().doubles(size, -1, 1).toArray();
  }
}
