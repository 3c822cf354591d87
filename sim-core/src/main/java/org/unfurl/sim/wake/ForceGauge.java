package org.unfurl.sim.wake;

import java.util.stream.IntStream;

/**
 * Makes the step of an {@link OperatorSplittingStepper} and measures the force on the cylinder over
 * it, in two ways that share nothing but the pressure.
 *
 * <p>At the surface: what diffusion and the pressure's gradient would bring into the cylinder's
 * faces, had these not been set to 0. Diffusion conserves momentum, so this is all that the fluid
 * loses to the surface by it; the pressure's part telescopes to the pressure around the stairs.
 * Semi-Lagrangian interpolation between fluid and cylinder loses some more, which is not counted:
 * it goes to zero with h like the scheme's own viscosity.
 *
 * <p>From afar: the momentum that enters a box around the cylinder and does not stay in it.
 *
 * <p>Serves one thread.
 */
public final class ForceGauge {

  private final WakeGrid grid;
  private final double viscosity;
  private final double timeStep;
  private final SplitStep parts;
  private final double[] pressure;

  /** Indices of the cylinder's faces in a state, without the lateral ones. */
  private final int[] ofCylinder;

  /** Like a stepper's. */
  public ForceGauge(WakeGrid grid, double viscosity, double timeStep, AdvectionScheme scheme) {
    if (!(grid.channel().diameter() > 0)) {
      throw new IllegalArgumentException(
          "diameter (0.0) must be positive: an empty channel has nothing to measure");
    }
    this.grid = grid;
    this.viscosity = viscosity;
    this.timeStep = timeStep;
    this.parts = SplitStep.over(grid, viscosity, timeStep, scheme);
    int size = grid.shape().size();
    this.pressure = new double[size / 2];
    this.ofCylinder =
        IntStream.range(0, size - grid.columns()).filter(k -> !grid.isFree(k)).toArray();
  }

  /**
   * One step, and the force at the surface over it.
   *
   * @param state one state, free of divergence and with its known faces set. Not modified.
   * @param next takes the next state: that of the stepper, to the bit
   */
  public Force step(double[] state, double[] next) {
    double[] free = grid.free();
    int cells = next.length / 2;
    double along = 0;
    double across = 0;
    for (int k = 0; k < next.length; k++) {
      next[k] = free[k] * state[k];
    }
    for (int substep = 0; substep < parts.diffusion().substeps(); substep++) {
      for (int k : ofCylinder) {
        double neighbours =
            next[k - 1] + next[k + 1] + next[k - grid.columns()] + next[k + grid.columns()];
        if (k < cells) {
          along += parts.diffusion().number() * neighbours;
        } else {
          across += parts.diffusion().number() * neighbours;
        }
      }
      parts.diffusion().applyOnce(next);
    }
    parts.advection().apply(next);
    parts.projection().apply(next, 1, pressure);
    for (int k : ofCylinder) {
      if (k < cells) {
        along += potential(k) - potential(k + 1);
      } else {
        across += potential(k - cells) - potential(k - cells + grid.columns());
      }
    }
    double h = grid.cellSize();
    return force(along * h * h / timeStep, across * h * h / timeStep);
  }

  private Force force(double along, double across) {
    double unit = 0.5 * grid.channel().diameter();
    return new Force(along / unit, across / unit);
  }

  /** The pressure of the cell (row-major) in the projection's units: those of velocity. */
  private double potential(int cell) {
    return pressure[cell % grid.columns() * grid.rows() + cell / grid.columns()];
  }

  /**
   * The force from the momentum of the last step, over a box whose sides are face lines.
   *
   * @param state that {@link #step} started from
   * @param next what it gave
   * @param margin cells between the cylinder and the box, at least 2 and well inside the channel
   */
  public Force balance(double[] state, double[] next, int margin) {
    double h = grid.cellSize();
    WakeChannel channel = grid.channel();
    double reach = channel.diameter() / 2;
    int left = (int) Math.floor((channel.upstream() - reach) / h) - margin;
    int right = (int) Math.ceil((channel.upstream() + reach) / h) + margin;
    int below = (int) Math.floor((channel.width() / 2 - reach) / h) - margin;
    int above = (int) Math.ceil((channel.width() / 2 + reach) / h) + margin;
    double along = 0;
    double across = 0;
    for (int j = below; j < above; j++) {
      along += throughUpright(next, left, j) - throughUpright(next, right, j);
      across += shearUpright(next, left, j) - shearUpright(next, right, j);
    }
    for (int i = left; i < right; i++) {
      along += shearLevel(next, i, below) - shearLevel(next, i, above);
      across += throughLevel(next, i, below) - throughLevel(next, i, above);
    }
    for (int j = below; j < above; j++) {
      for (int i = left; i < right; i++) {
        // Cell means, so that the faces on the box's sides count by half.
        along -= 0.5 * (gain(state, next, u(i, j)) + gain(state, next, u(i + 1, j)));
        across -= 0.5 * (gain(state, next, v(i, j)) + gain(state, next, v(i, j + 1)));
      }
    }
    return force(along * h, across * h);
  }

  /** Momentum gained at a face, per time and height of a cell. */
  private double gain(double[] state, double[] next, int face) {
    return (next[face] - state[face]) * grid.cellSize() / timeStep;
  }

  /** u² + p − 2ν u_x where line x = i h crosses row j. */
  private double throughUpright(double[] w, int i, int j) {
    double own = w[u(i, j)];
    double slope = (w[u(i + 1, j)] - w[u(i - 1, j)]) / (2 * grid.cellSize());
    return own * own + 0.5 * (p(i - 1, j) + p(i, j)) - 2 * viscosity * slope;
  }

  /** u v − ν (u_y + v_x) there. */
  private double shearUpright(double[] w, int i, int j) {
    double lower = w[v(i - 1, j)] + w[v(i, j)];
    double upper = w[v(i - 1, j + 1)] + w[v(i, j + 1)];
    double after = w[v(i, j)] + w[v(i, j + 1)];
    double before = w[v(i - 1, j)] + w[v(i - 1, j + 1)];
    double slope = 0.5 * (after - before) + 0.5 * (w[u(i, j + 1)] - w[u(i, j - 1)]);
    return w[u(i, j)] * 0.25 * (lower + upper) - viscosity * slope / grid.cellSize();
  }

  /** v² + p − 2ν v_y where line y = j h crosses column i. */
  private double throughLevel(double[] w, int i, int j) {
    double own = w[v(i, j)];
    double slope = (w[v(i, j + 1)] - w[v(i, j - 1)]) / (2 * grid.cellSize());
    return own * own + 0.5 * (p(i, j - 1) + p(i, j)) - 2 * viscosity * slope;
  }

  /** u v − ν (u_y + v_x) there. */
  private double shearLevel(double[] w, int i, int j) {
    double lower = w[u(i, j - 1)] + w[u(i + 1, j - 1)];
    double upper = w[u(i, j)] + w[u(i + 1, j)];
    double slope = 0.5 * (upper - lower) + 0.5 * (w[v(i + 1, j)] - w[v(i - 1, j)]);
    return w[v(i, j)] * 0.25 * (lower + upper) - viscosity * slope / grid.cellSize();
  }

  /** Index of u on the face left of cell (j, i). */
  private int u(int i, int j) {
    return j * grid.columns() + i - 1;
  }

  /** Index of v on the face below cell (j, i). */
  private int v(int i, int j) {
    return (grid.rows() + j - 1) * grid.columns() + i;
  }

  private double p(int i, int j) {
    return potential(j * grid.columns() + i) * grid.cellSize() / timeStep;
  }
}
