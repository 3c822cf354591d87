package org.unfurl.sim.system;

import java.util.List;
import org.unfurl.sim.grid.Restriction;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.Stepper;

/**
 * The bundle that a study varies: an equation with its parameter splits, the reference (truth)
 * stepper, the cheap solvers a network may correct, initial states, and the thresholds of its
 * metrics. A system is a value without state; the steppers it makes are not (see {@link Stepper}).
 */
public interface PhysicalSystem {

  /** What a value of a state costs a system that says nothing: one step of ETDRK2 on a plane. */
  double SECONDS_PER_VALUE = 30e-9;

  /** The name in sweep files and tables, kebab-case, such as {@code kuramoto-sivashinsky}. */
  String name();

  /**
   * What the parameter is, with its unit, for people: {@code "domain length factor s (L = 16 π
   * s)"}.
   */
  String parameterMeaning();

  /** The parameter values of a split, in the study's order. */
  List<Double> parameters(Split split);

  /** The state on the solver's grid, which is also the network's and that of recorded data. */
  StateShape shape();

  /**
   * Where the points of a state lie, for pictures of recorded data. Values on faces or means of
   * cells stand at the centres of their cells. A system that does not say has points one apart.
   *
   * @return (2, rows, columns): x of every point, then y, in the system's unit of length
   */
  default double[] coordinates(double parameter) {
    return shape().evenCoordinates(0, 1);
  }

  /** Physical time between two frames, in the system's time unit. */
  double frameTime();

  /**
   * The reference (truth) stepper: one call, one frame, on the reference's own grid.
   *
   * @param parameter any value of {@link #parameters}, or another positive one
   */
  Stepper reference(double parameter);

  /** From the reference's grid to the solver's; recorded frames have passed it. */
  default Restriction restriction() {
    return Restriction.identity(shape().size());
  }

  /**
   * The stepper that defines the physics residual r = u(t + 1) − step(u(t)) of a rollout: one call,
   * one frame, on the solver's grid. The reference itself where it lives on that grid, otherwise
   * the best solver that does.
   */
  default Stepper residualStepper(double parameter) {
    return reference(parameter);
  }

  /** The cheap solvers, kebab-case or lower case; the first is the default. */
  List<String> schemes();

  /**
   * A cheap solver: one call, one frame. Differentiable ones implement {@link
   * org.unfurl.sim.stepper.DifferentiableStepper}.
   *
   * @throws IllegalArgumentException if the scheme is not one of {@link #schemes()}
   */
  Stepper solver(String scheme, double parameter);

  /**
   * Whether {@link #solver} makes a {@link org.unfurl.sim.stepper.DifferentiableStepper} of this
   * scheme; known without making one.
   *
   * @param scheme one of {@link #schemes()}
   */
  default boolean differentiable(String scheme) {
    return true;
  }

  /** The factor on the network's output in a correction, u' = S(u) + scale · N(u). */
  double correctionScale();

  /** What a network sees of the parameter: one constant channel per value, of order one. */
  double[] parameterFeatures(double parameter);

  /**
   * How many different initial states a split has; {@link Integer#MAX_VALUE} if drawn at random.
   */
  int availableTrajectories(Split split);

  /**
   * Initial states before the warm-up, on the reference's grid.
   *
   * @param count at most {@link #availableTrajectories}
   * @param seed draws the random ones; splits with a fixed list ignore it
   * @return (count, state size of the reference)
   */
  double[] initialStates(Split split, double parameter, int count, Seed seed);

  /** Frames dropped between the initial state and the first recorded frame. */
  int warmUpFrames(Split split);

  /** The thresholds at which a rollout of this system counts as decorrelated or diverged. */
  Thresholds thresholds();

  /**
   * About how long a reference frame of one state takes on one core, in seconds; for plans only.
   */
  default double referenceSeconds() {
    return SECONDS_PER_VALUE * restriction().fineSize();
  }

  /** The same of a cheap solver's frame. */
  default double solverSeconds() {
    return SECONDS_PER_VALUE * shape().size();
  }
}
