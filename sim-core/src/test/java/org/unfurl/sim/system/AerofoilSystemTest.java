package org.unfurl.sim.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.Stepper;

class AerofoilSystemTest {

  private static final Seed SEED = new Seed(3);

  private final PhysicalSystem full = PhysicalSystems.named("aerofoil");
  private final PhysicalSystem quick = PhysicalSystems.named("aerofoil-quick");

  @Test
  void gridsAreThoseDocumented() {
    assertEquals(new StateShape(4, 16, 64, false, true), full.shape());
    assertEquals(4 * 64 * 256, full.restriction().fineSize());
    assertEquals(new StateShape(4, 16, 48, false, true), quick.shape());
    assertEquals(4 * 32 * 96, quick.restriction().fineSize());
  }

  @Test
  void moreStatesBeginWithFewer() {
    double[] one = quick.initialStates(Split.TRAIN, 0.8, 1, SEED);
    double[] two = quick.initialStates(Split.TRAIN, 0.8, 2, SEED);
    assertArrayEquals(one, Arrays.copyOf(two, one.length));
    assertFalse(Arrays.equals(one, Arrays.copyOfRange(two, one.length, two.length)));
  }

  /** ⟨J v, λ⟩ = ⟨v, Jᵀ λ⟩ at a flow on the solver's grid, J v by differences of eighth order. */
  @Test
  void theSolversAdjointIsTheTransposeOfItsDerivative() {
    int size = quick.shape().size();
    double[] state = new double[size];
    quick.restriction().apply(quick.initialStates(Split.TRAIN, 0.8, 1, SEED), state);
    double[] direction = new SplittableRandom(1).doubles(size, -1, 1).toArray();
    double[] cotangent = new SplittableRandom(2).doubles(size, -1, 1).toArray();
    double[] adjoint = new double[size];
    DifferentiableStepper stepper = (DifferentiableStepper) quick.solver("finite-volume", 0.8);
    stepper.step(state.clone(), adjoint);
    // From here on the flow is one that the solver has made.
    double[] flow = adjoint.clone();
    stepper.vjp(flow, cotangent, adjoint);
    double step = 1e-4;
    double[] weights = {4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280};
    double difference = 0;
    for (int k = 0; k < weights.length; k++) {
      double ahead = product(stepper, flow, direction, (k + 1) * step, cotangent);
      double behind = product(stepper, flow, direction, -(k + 1) * step, cotangent);
      difference += weights[k] * (ahead - behind) / step;
    }
    assertEquals(1, difference / dot(direction, adjoint), 1e-9);
  }

  private static double product(
      Stepper stepper, double[] state, double[] direction, double by, double[] cotangent) {
    double[] moved = state.clone();
    for (int k = 0; k < moved.length; k++) {
      moved[k] += by * direction[k];
    }
    double[] next = new double[moved.length];
    stepper.step(moved, next);
    return dot(cotangent, next);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** A Mach number of 3 is far outside the study, not an error. */
  @Test
  void onlyMachNumbersAreTaken() {
    assertThrows(IllegalArgumentException.class, () -> quick.reference(-0.8));
    assertThrows(IllegalArgumentException.class, () -> quick.solver("finite-volume", Double.NaN));
    try (Stepper stepper = quick.solver("finite-volume", 3)) {
      assertTrue(stepper.stateSize() > 0);
    }
  }
}
