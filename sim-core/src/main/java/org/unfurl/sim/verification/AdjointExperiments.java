package org.unfurl.sim.verification;

import java.util.ArrayList;
import java.util.List;
import org.unfurl.sim.grid.Restriction;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.sim.verification.Experiment.Extent;

/** Dot products and Taylor remainders of every stepper and restriction. */
final class AdjointExperiments {

  private static final Subject SUBJECT =
      new Subject(
          "adjoints",
          "An adjoint is exact if ⟨J v, λ⟩ = ⟨v, Jᵀ λ⟩ for any direction v and cotangent λ, and if"
              + " what the gradient leaves of a finite step falls with its square (slope 2). Wrong"
              + " adjoints train too, only worse, so nothing but this test shows them. J v comes"
              + " from differences of the step itself and shares no code with the adjoint. Not"
              + " claimed: that `piso-frozen-adjoint` is exact; it leaves a part out on purpose, and"
              + " its row holds if that can be seen.");

  /** The scheme whose adjoint leaves something out by definition. */
  private static final String FROZEN = "piso-frozen-adjoint";

  /** Below this a Taylor remainder is rounding: the step is linear. */
  private static final double ROUNDING = 1e-10;

  private AdjointExperiments() {}

  static List<Experiment> all() {
    List<Experiment> all = new ArrayList<>();
    for (PhysicalSystem system : PhysicalSystems.builtIn()) {
      all.add(
          new Experiment(
              SUBJECT,
              "transpose and Taylor remainder, " + system.name(),
              Extent.SHORT,
              () -> findings(system)));
    }
    return all;
  }

  private static List<Finding> findings(PhysicalSystem system) {
    List<Finding> findings = new ArrayList<>();
    for (String scheme : system.schemes()) {
      if (system.differentiable(scheme)) {
        addAdjoint(system, scheme, findings);
      }
    }
    Restriction restriction = system.restriction();
    findings.add(
        Finding.atMost(
            1e-12,
            "restriction of " + system.name() + ": dot-product error",
            AdjointCheck.mismatch(
                restriction,
                States.random(restriction.fineSize(), "fine"),
                States.random(restriction.coarseSize(), "coarse")),
            "⟨R x, y⟩ = ⟨x, Rᵀ y⟩ for the transpose of a linear map; the limit is ours, for"
                + " rounding"));
    return findings;
  }

  /** At the first and the last trained parameter; the worse of the two counts. */
  private static void addAdjoint(PhysicalSystem system, String scheme, List<Finding> findings) {
    String name = scheme + " of " + system.name();
    List<Double> trained = system.parameters(Split.TRAIN);
    double mismatch = 0;
    double slope = 2;
    double remainder = 0;
    for (double parameter : List.of(trained.get(0), trained.get(trained.size() - 1))) {
      double[] u = state(system, parameter);
      double[] v = direction(u, system.shape().channels());
      double[] lambda = States.random(u.length, "cotangent");
      try (DifferentiableStepper stepper =
          (DifferentiableStepper) system.solver(scheme, parameter)) {
        mismatch = Math.max(mismatch, AdjointCheck.mismatch(stepper, u, v, lambda));
        remainder = Math.max(remainder, AdjointCheck.remainder(stepper, u, v, lambda, 1e-2));
        double order = AdjointCheck.slope(stepper, u, v, lambda);
        slope = Math.abs(order - 2) > Math.abs(slope - 2) ? order : slope;
      }
    }
    if (scheme.equals(FROZEN)) {
      findings.add(
          Finding.atLeast(
              1e-6,
              name + ": dot-product error",
              mismatch,
              "not exact by definition: it takes the advecting velocity for a constant, as the"
                  + " study's solver does (arXiv 2402.12971); an error at the level of rounding"
                  + " would mean that it does not"));
      return;
    }
    findings.add(
        Finding.atMost(
            1e-10,
            name + ": dot-product error",
            mismatch,
            "⟨J v, λ⟩ = ⟨v, Jᵀ λ⟩ for an exact adjoint; J v from central differences of eighth"
                + " order, the best of a few steps; the limit is ours, for rounding"));
    if (remainder < ROUNDING) {
      findings.add(
          Finding.atMost(
              ROUNDING,
              name + ": relative Taylor remainder",
              remainder,
              "the step is linear, so the remainder is rounding; the limit is ours"));
    } else {
      findings.add(
          Finding.between(
              1.95,
              2.05,
              name + ": slope of the Taylor remainder",
              slope,
              "Taylor: what an exact first derivative leaves falls with ε²; ±0.05 is ours, for the"
                  + " terms of higher order at a finite ε"));
    }
  }

  private static double[] state(PhysicalSystem system, double parameter) {
    if (system.schemes().contains("operator-splitting")) {
      return stream(system);
    }
    double[] fine = system.initialStates(Split.TRAIN, parameter, 1, new Seed(9));
    double[] u = new double[system.shape().size()];
    system.restriction().apply(fine, u);
    return u;
  }

  /**
   * A disturbed stream to the upper right. Interpolation has kinks where the foot of a path crosses
   * from a cell to the next, which happens where a velocity changes its sign or covers a cell in a
   * step; here none does, nor near here.
   */
  private static double[] stream(PhysicalSystem system) {
    double[] u = States.random(system.shape().size(), "stream");
    for (int k = 0; k < u.length; k++) {
      u[k] = k < u.length / 2 ? 1 + 0.3 * u[k] : 0.5 + 0.2 * u[k];
    }
    return u;
  }

  /** Random, in every channel of the size of the state's values there. */
  private static double[] direction(double[] u, int channels) {
    double[] direction = States.random(u.length, "direction");
    int points = u.length / channels;
    for (int first = 0; first < u.length; first += points) {
      double largest = 0;
      for (int k = first; k < first + points; k++) {
        largest = Math.max(largest, Math.abs(u[k]));
      }
      for (int k = first; k < first + points; k++) {
        direction[k] *= largest == 0 ? 1 : largest;
      }
    }
    return direction;
  }
}
