package org.unfurl.sim.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.random.Seed;

class PressurePoissonTest {

  /** div grad p = q − mean(q), and p has no mean. */
  @ParameterizedTest
  @CsvSource({"4, 4", "8, 6", "6, 20", "64, 32"})
  void invertsDivergenceOfGradient(int columns, int rows) {
    StaggeredGrid grid = new StaggeredGrid(new PeriodicGrid(columns, 5), new PeriodicGrid(rows, 3));
    double[] source = new Seed(3).generator().doubles(grid.cells(), -1, 2).toArray();
    double[] pressure = source.clone();
    new PressurePoisson(grid).solve(pressure);

    double[] downhill = new double[2 * grid.cells()];
    double[] back = new double[grid.cells()];
    grid.subtractGradient(pressure, downhill);
    grid.divergence(downhill, back);
    double mean = Arrays.stream(source).average().orElseThrow();
    for (int i = 0; i < source.length; i++) {
      // Rounding of p, times the largest eigenvalue of the Laplacian, of order 1000.
      assertEquals(source[i] - mean, -back[i], 1e-12);
    }
    assertEquals(0, Arrays.stream(pressure).average().orElseThrow(), 1e-15);
  }
}
