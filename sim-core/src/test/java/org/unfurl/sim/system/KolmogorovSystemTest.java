package org.unfurl.sim.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.random.Seed;

class KolmogorovSystemTest {

  private static final Seed SEED = new Seed(16);

  private final PhysicalSystem study = PhysicalSystems.named("kolmogorov");
  private final PhysicalSystem quick = PhysicalSystems.named("kolmogorov-quick");

  @Test
  void hasTheStudysParametersAndGrids() {
    assertEquals(List.of(300.0, 400.0, 500.0, 700.0, 800.0, 900.0), study.parameters(Split.TRAIN));
    assertEquals(List.of(600.0), study.parameters(Split.INTERPOLATION));
    assertEquals(List.of(1000.0), study.parameters(Split.EXTRAPOLATION));
    assertEquals(2 * 32 * 32, study.shape().size());
    assertEquals(2 * 128 * 128, study.restriction().fineSize());
    assertEquals(0.02, study.frameTime());
    assertEquals(50, study.warmUpFrames(Split.TRAIN) * study.frameTime(), 1e-12);
    assertArrayEquals(new double[] {0.6}, study.parameterFeatures(600));
  }

  /**
   * From rest the force makes a parallel flow, which neither advects itself nor needs a pressure: u
   * = Δt sin(ny) / (1 + ν Δt k²), k² = (2 sin(nh/2) / h)² on the grid.
   */
  @Test
  void aFluidAtRestIsDrivenByTheForce() {
    for (PhysicalSystem system : List.of(study, quick)) {
      int waves = system == study ? 6 : 2;
      int cells = system.shape().columns();
      double h = 2 * Math.PI / cells;
      double[] next = new double[system.shape().size()];
      system.solver("piso", 500).step(new double[next.length], next);

      double k = 2 * Math.sin(waves * h / 2) / h;
      double amplitude = system.frameTime() / (1 + system.frameTime() * k * k / 500);
      for (int j = 0; j < cells; j++) {
        for (int i = 0; i < cells; i++) {
          double y = (j + 0.5) * h;
          assertEquals(amplitude * Math.sin(waves * y), next[j * cells + i], 1e-15);
          assertEquals(0, next[cells * cells + j * cells + i], 1e-15);
        }
      }
    }
  }

  @Test
  void initialStatesHaveNoDivergenceNoMeanAndSpeedOne() {
    int cells = 128;
    double[] states = study.initialStates(Split.INTERPOLATION, 600, 2, SEED);
    int size = 2 * cells * cells;
    for (int b = 0; b < 2; b++) {
      double[] state = Arrays.copyOfRange(states, b * size, (b + 1) * size);
      assertEquals(0, largestOutflow(state, cells), 1e-14);
      double[] restricted = new double[study.shape().size()];
      study.restriction().apply(state, restricted);
      assertEquals(0, largestOutflow(restricted, 32), 1e-14);
      double square = Arrays.stream(state).map(u -> u * u).sum() / (cells * cells);
      assertEquals(1, square, 1e-13);
      assertEquals(0, Arrays.stream(state, 0, size / 2).average().orElseThrow(), 1e-14);
    }
  }

  /** Out of a cell, per length of a face. */
  private static double largestOutflow(double[] state, int cells) {
    double largest = 0;
    int v = cells * cells;
    for (int j = 0; j < cells; j++) {
      for (int i = 0; i < cells; i++) {
        double outflow =
            state[j * cells + (i + 1) % cells]
                - state[j * cells + i]
                + state[v + (j + 1) % cells * cells + i]
                - state[v + j * cells + i];
        largest = Math.max(largest, Math.abs(outflow));
      }
    }
    return largest;
  }

  @Test
  void moreStatesBeginWithFewerAndSeedsDiffer() {
    double[] two = quick.initialStates(Split.INTERPOLATION, 600, 2, SEED);
    double[] three = quick.initialStates(Split.INTERPOLATION, 600, 3, SEED);
    assertArrayEquals(two, Arrays.copyOf(three, two.length));
    assertFalse(Arrays.equals(two, quick.initialStates(Split.INTERPOLATION, 600, 2, new Seed(17))));
  }

  @Test
  void bothAdjointsBelongToOneStep() {
    double[] state = new double[quick.shape().size()];
    quick.restriction().apply(quick.initialStates(Split.TRAIN, 300, 1, SEED), state);
    double[] exact = new double[state.length];
    double[] frozen = new double[state.length];
    quick.solver("piso", 300).step(state, exact);
    quick.solver("piso-frozen-adjoint", 300).step(state, frozen);
    assertArrayEquals(exact, frozen);
  }

  @Test
  void refusesWhatItDoesNotHave() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> study.solver("simple", 300))
            .getMessage()
            .contains(
                "scheme (simple) must be one of [piso, piso-frozen-adjoint, pseudo-spectral]"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> study.reference(-1))
            .getMessage()
            .contains("parameter (-1.0)"));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> study.initialStates(Split.TRAIN, 300, 2, SEED))
            .getMessage()
            .contains("count (2)"));
  }
}
