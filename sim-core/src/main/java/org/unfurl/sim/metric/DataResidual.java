package org.unfurl.sim.metric;

import java.io.Serializable;
import org.unfurl.sim.reference.Excerpt;
import org.unfurl.sim.reference.FramePairs;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.PhysicalSystem;

/**
 * How nearly recorded data follow the equation of their system, in the measure that a rollout's
 * stable frames are told by: the physics residual r = u(t + 1) − S(u(t)), S being the residual
 * stepper, its squares summed over the points. Of the pairs of frames that were compared this is
 * the one with the largest residual, and what others would have made of the same u(t).
 *
 * @param trajectory of the pair
 * @param frame the earlier frame of the pair, of those that are used
 * @param data the residual of the data; infinite if it is not a number
 * @param solver that of the system's first solver
 * @param persistence that of a state that stands still
 * @param farOff whether the data are another system's, see {@link #of}
 */
public record DataResidual(
    int trajectory, int frame, double data, double solver, double persistence, boolean farOff)
    implements Serializable {

  /** Predicted seconds that a comparison may take; it decides how many pairs are compared. */
  private static final double SECONDS = 1;

  private static final int MOST_PAIRS = 8;

  /** Of persistence's residual: data that miss a third of what changes in a frame. */
  private static final double FAR = 0.1;

  /** Of the summed square of a state: five digits, fewer than single precision has. */
  private static final double ROUNDING = 1e-10;

  /**
   * What to compare of an excerpt: at most 8 pairs of frames spread evenly over it, fewer of a
   * system that says its steps are long, and that between which the state changes most.
   */
  public static FramePairs sample(PhysicalSystem system, Excerpt excerpt) {
    double pairs = SECONDS / (system.referenceSeconds() + system.solverSeconds());
    return new FramePairs(
        excerpt, system.shape().size(), (int) Math.max(1, Math.min(MOST_PAIRS, pairs)));
  }

  /**
   * Compares. The data are far off where their residual exceeds the system's threshold, beyond
   * which a rollout counts as diverged. Where the residual stepper is the reference itself, they
   * are so too where their residual exceeds the solver's and a tenth of persistence's: the solver
   * would be corrected away from the equation. Elsewhere the solver is the residual stepper, and
   * its residual is no scale.
   *
   * @param parameter of the system
   * @param pairs at least one
   * @throws RuntimeException whatever a stepper throws
   */
  public static DataResidual of(PhysicalSystem system, double parameter, FramePairs pairs) {
    DataResidual worst = null;
    try (Stepper residual = system.residualStepper(parameter);
        Stepper solver = system.solver(system.schemes().get(0), parameter)) {
      for (FramePairs.Pair pair : pairs.pairs()) {
        DataResidual next = of(system, residual, solver, pair);
        if (worst == null || next.data > worst.data) {
          worst = next;
        }
      }
    }
    if (worst == null) {
      throw new IllegalArgumentException("pairs (none) must be at least one");
    }
    return worst;
  }

  private static DataResidual of(
      PhysicalSystem system, Stepper residual, Stepper solver, FramePairs.Pair pair) {
    double[] physical = new double[pair.before().length];
    double[] solved = new double[physical.length];
    residual.step(pair.before(), physical);
    solver.step(pair.before(), solved);
    double data = squaredDistance(pair.after(), physical);
    double ofSolver = squaredDistance(solved, physical);
    double persistence = squaredDistance(pair.before(), physical);
    boolean scaled = system.restriction().fineSize() == system.shape().size();
    boolean farOff =
        data > system.thresholds().residual()
            || (scaled
                && data > ofSolver
                && data > FAR * persistence
                && data > ROUNDING * squaredDistance(pair.before(), new double[physical.length]));
    return new DataResidual(pair.trajectory(), pair.frame(), data, ofSolver, persistence, farOff);
  }

  private static double squaredDistance(double[] values, double[] others) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double difference = values[i] - others[i];
      sum += difference * difference;
    }
    return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
  }
}
