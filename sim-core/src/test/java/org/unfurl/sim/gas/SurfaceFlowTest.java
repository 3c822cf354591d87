package org.unfurl.sim.gas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class SurfaceFlowTest {

  private static final Gas GAS = Gas.air(0.01);
  private static final FlowState STREAM = FlowState.freeStream(0.8, 0, GAS);

  private final CurvilinearGrid grid = new AerofoilGrid(32, 128, 0.002, 0.008, 5).grid();

  private double[] state(
      DoubleBinaryOperator u, DoubleBinaryOperator v, DoubleBinaryOperator pressure) {
    int cells = grid.cells();
    double[] state = new double[4 * cells];
    for (int cell = 0; cell < cells; cell++) {
      double x = grid.centreX(cell);
      double y = grid.centreY(cell);
      double momentumX = u.applyAsDouble(x, y);
      double momentumY = v.applyAsDouble(x, y);
      state[cell] = 1;
      state[cells + cell] = momentumX;
      state[2 * cells + cell] = momentumY;
      state[3 * cells + cell] =
          pressure.applyAsDouble(x, y) / (GAS.heatRatio() - 1)
              + (momentumX * momentumX + momentumY * momentumY) / 2;
    }
    return state;
  }

  @Test
  void constantPressureIsNoForce() {
    double[] state = state((x, y) -> 0, (x, y) -> 0, (x, y) -> 3);
    SurfaceFlow flow = new SurfaceFlow(grid, GAS, STREAM, state, 0);
    assertEquals(0, flow.lift(), 1e-13);
    assertEquals(0, flow.drag(), 1e-13);
    assertEquals((3 - STREAM.pressure()) / 0.5, flow.pressureCoefficient(5), 1e-12);
    assertTrue(Double.isNaN(flow.separation()));
  }

  /** Archimedes: a pressure −a x − b y makes the force (a, b) times the area. */
  @Test
  void aPressureThatFallsLinearlyPullsWithTheAreaOfTheProfile() {
    double[] state = state((x, y) -> 0, (x, y) -> 0, (x, y) -> 5 - 2 * x - 3 * y);
    SurfaceFlow flow = new SurfaceFlow(grid, GAS, STREAM, state, 0);
    assertEquals(2 * Naca0012.AREA / 0.5, flow.drag(), 2e-3 * Naca0012.AREA / 0.5);
    assertEquals(3 * Naca0012.AREA / 0.5, flow.lift(), 2e-3 * Naca0012.AREA / 0.5);
    assertEquals(0, flow.frictionDrag(), 0);
  }

  @Test
  void dragIsAlongTheFreeStreamAndLiftAcrossIt() {
    FlowState inclined = FlowState.freeStream(0.8, Math.PI / 6, GAS);
    double[] state = state((x, y) -> 0, (x, y) -> 0, (x, y) -> 5 - 2 * x);
    SurfaceFlow flow = new SurfaceFlow(grid, GAS, inclined, state, 0);
    double force = 2 * Naca0012.AREA / 0.5;
    assertEquals(force * Math.cos(Math.PI / 6), flow.drag(), 2e-3 * force);
    assertEquals(-force * Math.sin(Math.PI / 6), flow.lift(), 2e-3 * force);
  }

  /**
   * u = a |y − wall| on both sides: shear μ a cos² of the small slope where the profile is flat.
   */
  @Test
  void frictionIsTheSlopeOfTheVelocityAtTheWall() {
    DoubleBinaryOperator u =
        (x, y) -> 7 * (Math.abs(y) - Naca0012.halfThickness(Math.min(1, Math.max(0, x))));
    double[] state = state(u, (x, y) -> 0, (x, y) -> 3);
    SurfaceFlow flow = new SurfaceFlow(grid, GAS, STREAM, state, 0);
    int upper = 0;
    while (flow.wallX(upper) > 0.3) {
      upper++;
    }
    assertEquals(GAS.viscosity() * 7 / 0.5, flow.frictionCoefficient(upper), 4e-3);
    assertEquals(GAS.viscosity() * 7 / 0.5, flow.frictionCoefficient(127 - upper), 4e-3);
    assertTrue(flow.frictionDrag() > 0);
  }

  @Test
  void theFlowSeparatesWhereTheFrictionChangesSign() {
    DoubleBinaryOperator u =
        (x, y) -> (0.7 - x) * (Math.abs(y) - Naca0012.halfThickness(Math.min(1, Math.max(0, x))));
    double[] state = state(u, (x, y) -> 0, (x, y) -> 3);
    assertEquals(0.7, new SurfaceFlow(grid, GAS, STREAM, state, 0).separation(), 2e-3);
  }

  /** Two ways to the same: the reconstruction and gradients of the solver, and those here. */
  @Test
  void theForceIsWhatTheSolverTakesFromTheGas() {
    double[] state =
        state(
            (x, y) -> Math.tanh(Math.abs(y)) * (1 + 0.2 * x),
            (x, y) -> 0.1 * y,
            (x, y) -> 20 - x + 0.4 * x * x - 2 * y);
    double[][] through = new double[4][grid.columns()];
    new NavierStokesResidual(grid, Boundaries.around(Boundary.NO_SLIP_WALL), GAS, STREAM)
        .firstRowFlux(state, 0, through);
    SurfaceFlow flow = new SurfaceFlow(grid, GAS, STREAM, state, 0);
    double drag = -Arrays.stream(through[1]).sum() / 0.5;
    double lift = -Arrays.stream(through[2]).sum() / 0.5;
    assertEquals(drag, flow.drag(), 0.01 * Math.abs(drag));
    assertEquals(lift, flow.lift(), 0.01 * Math.abs(lift));
  }

  @Test
  void aStateIsFoundAtItsOffset() {
    double[] state = state((x, y) -> y, (x, y) -> x, (x, y) -> 3 + x * y);
    double[] batch = new double[2 * state.length];
    System.arraycopy(state, 0, batch, state.length, state.length);
    assertEquals(
        new SurfaceFlow(grid, GAS, STREAM, state, 0).drag(),
        new SurfaceFlow(grid, GAS, STREAM, batch, state.length).drag(),
        0);
  }
}
