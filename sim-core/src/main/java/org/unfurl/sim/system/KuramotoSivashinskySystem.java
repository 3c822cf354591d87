package org.unfurl.sim.system;

import java.util.List;
import java.util.SplittableRandom;
import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.equation.KuramotoSivashinsky;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.ExponentialStepper;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.stepper.SubSteppedStepper;

/**
 * The Kuramoto-Sivashinsky system of the study (arXiv 2402.12971 and its published code): a chaotic
 * field on 48 points, with the domain length as the parameter.
 *
 * <p>With s the parameter, ℓ = 8 s and the domain has length L = 2πℓ. Reference and cheap solvers
 * share grid and time step; what a network can learn to correct is the order in time. One frame is
 * two steps of 0.5, so 1 time unit. A Lyapunov time is 11 to 20 frames.
 */
final class KuramotoSivashinskySystem implements PhysicalSystem {

  private static final String NAME = "kuramoto-sivashinsky";
  private static final int POINTS = 48;
  private static final double TIME_STEP = 0.5;
  private static final int SUBSTEPS = 2;

  /** ℓ at s = 1: the domain length over 2π. */
  private static final double BASE_REDUCED_LENGTH = 8;

  private static final Equation EQUATION = new KuramotoSivashinsky();

  /** Amplitude a and skewness b of the training initial states. */
  private static final double[][] TRAIN_SHAPES = {
    {0.1, 0.1}, {0.1, -0.1}, {-0.2, 0.3}, {-0.2, -0.3}, {0.3, 0.5}, {0.3, -0.5}
  };

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String parameterMeaning() {
    return "domain length factor s (L = 16 π s)";
  }

  @Override
  public List<Double> parameters(Split split) {
    return switch (split) {
      case TRAIN -> List.of(0.90, 0.95, 1.00, 1.10, 1.20, 1.30);
      case INTERPOLATION -> List.of(0.93, 1.15);
      case EXTRAPOLATION -> List.of(0.85, 1.40);
    };
  }

  @Override
  public StateShape shape() {
    return StateShape.periodicLine(1, POINTS);
  }

  @Override
  public double[] coordinates(double parameter) {
    return shape().evenCoordinates(0, grid(parameter).spacing());
  }

  @Override
  public double frameTime() {
    return SUBSTEPS * TIME_STEP;
  }

  @Override
  public Stepper reference(double parameter) {
    return solver("etdrk2", parameter);
  }

  @Override
  public List<String> schemes() {
    return ExponentialStepper.SCHEMES;
  }

  @Override
  public Stepper solver(String scheme, double parameter) {
    return new SubSteppedStepper(
        ExponentialStepper.named(scheme, EQUATION, grid(parameter), TIME_STEP), SUBSTEPS);
  }

  private static PeriodicGrid grid(double parameter) {
    return new PeriodicGrid(POINTS, 2 * Math.PI * reducedLength(parameter));
  }

  @Override
  public double correctionScale() {
    return TIME_STEP;
  }

  @Override
  public double[] parameterFeatures(double parameter) {
    return new double[] {parameter};
  }

  @Override
  public int availableTrajectories(Split split) {
    return split == Split.TRAIN ? TRAIN_SHAPES.length : Integer.MAX_VALUE;
  }

  /**
   * The study's formulas on its coordinate x = ℓ j / 48, in which ℓ is the length. Training:
   *
   * <pre>   cos(2πx) + a cos(2πx/ℓ) (1 + b sin(2πx/ℓ))   </pre>
   *
   * <p>with its six pairs (a, b). Tests:
   *
   * <pre>   cos(πx) + c cos(2πx/ℓ) (1 − d sin(2πx/ℓ))   </pre>
   *
   * <p>with c uniform in (−0.1, 0.1) and d uniform in (−2, 2), drawn from the seed, afresh for
   * every parameter and split. The first n of more states are the same as n states.
   */
  @Override
  public double[] initialStates(Split split, double parameter, int count, Seed seed) {
    if (count < 1 || count > availableTrajectories(split)) {
      throw new IllegalArgumentException(
          "count (" + count + ") must lie between 1 and " + availableTrajectories(split));
    }
    double reducedLength = reducedLength(parameter);
    SplittableRandom random = InitialStates.generator(this, split, parameter, seed);
    double[] states = new double[Math.multiplyExact(count, POINTS)];
    for (int trajectory = 0; trajectory < count; trajectory++) {
      double carrier;
      double amplitude;
      double skewness;
      if (split == Split.TRAIN) {
        carrier = 2 * Math.PI;
        amplitude = TRAIN_SHAPES[trajectory][0];
        skewness = TRAIN_SHAPES[trajectory][1];
      } else {
        carrier = Math.PI;
        amplitude = random.nextDouble(-0.1, 0.1);
        skewness = -random.nextDouble(-2, 2);
      }
      for (int j = 0; j < POINTS; j++) {
        double phase = 2 * Math.PI * j / POINTS;
        states[trajectory * POINTS + j] =
            Math.cos(carrier * reducedLength * j / POINTS)
                + amplitude * Math.cos(phase) * (1 + skewness * Math.sin(phase));
      }
    }
    return states;
  }

  @Override
  public int warmUpFrames(Split split) {
    return split == Split.TRAIN ? 200 : 400;
  }

  @Override
  public Thresholds thresholds() {
    return new Thresholds(0.2, 8, 500);
  }

  private static double reducedLength(double parameter) {
    if (!(parameter > 0) || Double.isInfinite(parameter)) {
      throw new IllegalArgumentException(
          "parameter (" + parameter + ") must be positive and finite");
    }
    return BASE_REDUCED_LENGTH * parameter;
  }

  /** ETDRK2 on 48 points takes 0.18 µs a step (docs/performance.md). */
  @Override
  public double referenceSeconds() {
    return SUBSTEPS * 0.18e-6;
  }

  @Override
  public double solverSeconds() {
    return referenceSeconds();
  }
}
