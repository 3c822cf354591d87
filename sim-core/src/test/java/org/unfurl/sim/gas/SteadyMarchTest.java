package org.unfurl.sim.gas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SteadyMarchTest {

  private static final Gas GAS = Gas.air(0);
  private static final FlowState STREAM = FlowState.freeStream(0.5, 0, GAS);
  private static final Boundaries BOUNDARIES = Boundaries.around(Boundary.SLIP_WALL);
  private static final AerofoilGrid LAYOUT = new AerofoilGrid(16, 48, 0.02, 0.02, 8);

  private static SteadyMarch march(double courant, int mostIterations) {
    return new SteadyMarch(BOUNDARIES, GAS, STREAM, courant, 0.6, 1e-6, mostIterations);
  }

  /** Without friction or shocks there is no drag (d'Alembert), and no lift without incidence. */
  @Test
  void endsInTheSteadyFlowOfTheResidual() throws Exception {
    List<CurvilinearGrid> grids = List.of(LAYOUT.grid(2), LAYOUT.grid());
    double[] state = march(3, 2000).solve(grids);
    SurfaceFlow surface = new SurfaceFlow(grids.get(1), GAS, STREAM, state, 0);
    assertEquals(0, surface.lift(), 1e-4);
    assertEquals(0, surface.drag(), 0.04, "truncation on so few cells");

    NavierStokesResidual residual = new NavierStokesResidual(grids.get(1), BOUNDARIES, GAS, STREAM);
    double[] rates = new double[state.length];
    double[] steps = new double[grids.get(1).cells()];
    residual.residual(state, 0, rates);
    residual.stableSteps(state, 0, steps);
    double worst = 0;
    for (int k = 0; k < rates.length; k++) {
      worst = Math.max(worst, Math.abs(rates[k]) * steps[k % steps.length]);
    }
    assertTrue(worst < 1e-4, "largest change in a stable step: " + worst);
  }

  @Test
  void saysWhenItIsNotSteady() {
    List<CurvilinearGrid> grids = List.of(LAYOUT.grid(2));
    NotSteadyException e = assertThrows(NotSteadyException.class, () -> march(3, 5).solve(grids));
    assertEquals(5, e.iterations());
    assertTrue(e.change() > 1e-6);
    assertTrue(e.getMessage().contains("allow more iterations"), e.getMessage());
  }

  @Test
  void saysWhenItIsUnstable() {
    List<CurvilinearGrid> grids = List.of(LAYOUT.grid(2));
    NotSteadyException e =
        assertThrows(NotSteadyException.class, () -> march(100, 1000).solve(grids));
    assertTrue(Double.isNaN(e.change()));
    assertTrue(e.getMessage().contains("lower the Courant number"), e.getMessage());
  }

  @Test
  void gridsMustDouble() {
    List<CurvilinearGrid> grids = List.of(LAYOUT.grid(4), LAYOUT.grid());
    assertThrows(IllegalArgumentException.class, () -> march(3, 1).solve(grids));
  }
}
