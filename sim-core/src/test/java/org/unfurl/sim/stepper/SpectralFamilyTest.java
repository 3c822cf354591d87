package org.unfurl.sim.stepper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.sim.equation.AdvectionDiffusion;
import org.unfurl.sim.equation.AllenCahn;
import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.equation.FisherKpp;
import org.unfurl.sim.equation.Hyperdiffusion;
import org.unfurl.sim.equation.IsotropicEquation;
import org.unfurl.sim.equation.KortewegDeVries;
import org.unfurl.sim.equation.SwiftHohenberg;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.verification.AdjointCheck;
import org.unfurl.sim.verification.States;

/**
 * Adjoints of the family on the line; {@code SpectralExperiments} has orders and known solutions.
 */
final class SpectralFamilyTest {

  private static final PeriodicGrid CIRCLE = new PeriodicGrid(32, 2 * Math.PI);

  static Stream<IsotropicEquation> isotropic() {
    return Stream.of(
        new AllenCahn(0.3),
        new FisherKpp(0.1, 1),
        new SwiftHohenberg(0.3),
        new Hyperdiffusion(0.1));
  }

  static Stream<Equation> onLines() {
    return Stream.concat(
        isotropic(), Stream.of(new KortewegDeVries(0.3), new AdvectionDiffusion(1, 0, 0.1)));
  }

  /** ⟨J v, λ⟩ = ⟨v, Jᵀ λ⟩ for every scheme, at a rough state. */
  @ParameterizedTest
  @MethodSource("onLines")
  void adjointsOnTheLineAreTransposes(Equation equation) {
    double[] u = States.random(32, "state");
    double[] v = States.random(32, "direction");
    double[] lambda = States.random(32, "cotangent");
    for (EtdScheme scheme : EtdScheme.values()) {
      DifferentiableStepper stepper = scheme.stepper(equation, CIRCLE, 0.05);
      assertEquals(0, AdjointCheck.mismatch(stepper, u, v, lambda), 1e-10, scheme.toString());
    }
  }
}
