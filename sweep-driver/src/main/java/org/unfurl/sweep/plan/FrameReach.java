package org.unfurl.sweep.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.unfurl.sim.external.ExternalSystem;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.Split;
import org.unfurl.train.layer.Reach;

/**
 * How far one frame of a system carries what happens at a point: a network that sees less cannot
 * predict it. Measured, not derived: the residual stepper's frame of a first state, and of the same
 * state with a small smooth bump in one channel. A frame carries as many points as the difference
 * after it, where it is at least a twentieth of its greatest value, reaches beyond that before it.
 * Diffusion over less than the bump's width is missed.
 *
 * @param rows points along y
 * @param columns points along x
 */
record FrameReach(int rows, int columns) {

  private static final FrameReach NONE = new FrameReach(0, 0);

  /** Beyond it, as the system tells its seconds, a plan would keep its reader waiting. */
  private static final double MOST_SECONDS = 1;

  /** Of a Gaussian, in points: what is narrower rings on spectral grids. */
  private static final double WIDTH = 1.5;

  private static final double FRACTION = 0.05;

  /** Where the Gaussian falls below the fraction. */
  private static final int BUMP_REACH = 3;

  /** Of the channel's root mean square: linear, and far above what iterative solvers leave. */
  private static final double HEIGHT = 1e-3;

  /** Bumps stand at so many places along every axis. */
  private static final int PLACES = 2;

  /**
   * The farthest over the least and the greatest training parameter, all channels and places spread
   * evenly; empty for systems whose steps are long or another program's, and where a state is not
   * finite.
   */
  static Optional<FrameReach> of(PhysicalSystem system) {
    int bumps = Bump.all(system.shape()).size();
    if (system instanceof ExternalSystem || 2 * bumps * system.solverSeconds() > MOST_SECONDS) {
      return Optional.empty();
    }
    List<Double> parameters = system.parameters(Split.TRAIN);
    try {
      return Optional.of(
          of(system, Collections.min(parameters)).or(of(system, Collections.max(parameters))));
    } catch (RuntimeException | LinkageError e) { // of a system of somebody else
      return Optional.empty();
    }
  }

  private static FrameReach of(PhysicalSystem system, double parameter) {
    try (Stepper stepper = system.residualStepper(parameter)) {
      double[] state = new double[system.shape().size()];
      system
          .restriction()
          .apply(system.initialStates(Split.TRAIN, parameter, 1, new Seed(0)), state);
      double[] undisturbed = new double[state.length];
      stepper.step(state, undisturbed);
      double[] scales = scales(state, system.shape());
      FrameReach farthest = NONE;
      for (Bump bump : Bump.all(system.shape())) {
        double[] disturbed = new double[state.length];
        stepper.step(bump.on(state, HEIGHT * scales[bump.channel()]), disturbed);
        double[] change = new double[state.length];
        for (int i = 0; i < change.length; i++) {
          change[i] = (disturbed[i] - undisturbed[i]) / scales[i / system.shape().points()];
        }
        farthest = farthest.or(bump.carried(change));
      }
      return farthest;
    }
  }

  /** Root mean square of every channel; 1 for a channel without values. */
  private static double[] scales(double[] state, StateShape shape) {
    double[] scales = new double[shape.channels()];
    for (int channel = 0; channel < scales.length; channel++) {
      double sum = 0;
      for (int point = 0; point < shape.points(); point++) {
        double value = state[channel * shape.points() + point];
        sum += value * value;
      }
      if (!Double.isFinite(sum)) {
        throw new ArithmeticException("state (not finite) must be finite to tell its reach");
      }
      scales[channel] = sum > 0 ? Math.sqrt(sum / shape.points()) : 1;
    }
    return scales;
  }

  /** Whether a frame carries farther than a network sees. */
  boolean isBeyond(Reach network) {
    return rows > network.rows() || columns > network.columns();
  }

  /** {@code 3 points to either side}. */
  String text(StateShape shape) {
    return text(shape, rows, columns);
  }

  static String text(StateShape shape, int rows, int columns) {
    return (shape.isPlane() ? rows + " x " + columns : columns)
        + (columns == 1 && !shape.isPlane() ? " point" : " points")
        + " to either side";
  }

  private FrameReach or(FrameReach other) {
    return new FrameReach(Math.max(rows, other.rows), Math.max(columns, other.columns));
  }

  /** A Gaussian around a point of a channel. */
  private record Bump(StateShape shape, int channel, int row, int column) {

    static List<Bump> all(StateShape shape) {
      List<Bump> all = new ArrayList<>();
      for (int channel = 0; channel < shape.channels(); channel++) {
        for (int row : places(shape.rows(), shape.isPlane())) {
          for (int column : places(shape.columns(), true)) {
            all.add(new Bump(shape, channel, row, column));
          }
        }
      }
      return all;
    }

    private static int[] places(int points, boolean axis) {
      return axis
          ? IntStream.range(0, PLACES).map(i -> points * (2 * i + 1) / (2 * PLACES)).toArray()
          : new int[] {0};
    }

    double[] on(double[] state, double height) {
      double[] with = state.clone();
      for (int point = 0; point < shape.points(); point++) {
        double y = rowsAway(point);
        double x = columnsAway(point);
        with[channel * shape.points() + point] +=
            height * Math.exp(-(x * x + y * y) / (2 * WIDTH * WIDTH));
      }
      return with;
    }

    FrameReach carried(double[] change) {
      double greatest = Arrays.stream(change).map(Math::abs).max().orElseThrow();
      FrameReach farthest = NONE;
      for (int i = 0; i < change.length; i++) {
        if (Math.abs(change[i]) >= FRACTION * greatest) {
          int point = i % shape.points();
          farthest =
              farthest.or(
                  new FrameReach(rowsAway(point) - BUMP_REACH, columnsAway(point) - BUMP_REACH));
        }
      }
      return farthest;
    }

    private int rowsAway(int point) {
      return away(point / shape.columns() - row, shape.rows(), shape.periodicY());
    }

    private int columnsAway(int point) {
      return away(point % shape.columns() - column, shape.columns(), shape.periodicX());
    }

    private static int away(int steps, int points, boolean periodic) {
      int distance = Math.abs(steps);
      return periodic ? Math.min(distance, points - distance) : distance;
    }
  }
}
