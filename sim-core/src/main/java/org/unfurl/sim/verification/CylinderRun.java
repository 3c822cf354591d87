package org.unfurl.sim.verification;

import org.unfurl.sim.wake.AdvectionScheme;
import org.unfurl.sim.wake.Force;
import org.unfurl.sim.wake.ForceGauge;
import org.unfurl.sim.wake.WakeChannel;
import org.unfurl.sim.wake.WakeGrid;

/**
 * A flow past a cylinder from the free stream on, and what its forces tell. Times, lengths and
 * forces are in units of the diameter, the stream's velocity and the density.
 */
final class CylinderRun {

  private final WakeGrid grid;
  private final double diameter;
  private final double timeStep;
  private final double[] lift;
  private final double[] drag;
  private final double[] dragFromAfar;
  private final double[] last;

  /**
   * Runs it.
   *
   * @param timeStep in units of the grid's length
   * @param poke velocity to the side behind the cylinder, to begin with
   * @param until diameters that the stream goes
   */
  CylinderRun(
      WakeGrid grid,
      double reynolds,
      double timeStep,
      AdvectionScheme scheme,
      double poke,
      double until) {
    this.grid = grid;
    this.diameter = grid.channel().diameter();
    this.timeStep = timeStep / diameter;
    ForceGauge gauge = new ForceGauge(grid, diameter / reynolds, timeStep, scheme);
    int steps = (int) Math.round(until / this.timeStep);
    this.lift = new double[steps];
    this.drag = new double[steps];
    this.dragFromAfar = new double[steps];
    int margin = Math.max(2, (int) Math.round(0.5 * diameter / grid.cellSize()));
    double[] state = stream(poke);
    double[] next = new double[state.length];
    for (int step = 0; step < steps; step++) {
      Force force = gauge.step(state, next);
      lift[step] = force.lift();
      drag[step] = force.drag();
      dragFromAfar[step] = gauge.balance(state, next, margin).drag();
      double[] spare = state;
      state = next;
      next = spare;
    }
    this.last = state;
  }

  /**
   * A run at diameter 1 with second-order advection.
   *
   * @param cells a diameter
   * @param width of the channel
   * @param cellsAStep that the stream crosses
   */
  static CylinderRun likePublished(
      int cells, double width, double reynolds, double cellsAStep, double poke, double until) {
    WakeGrid grid = new WakeGrid(WakeChannel.ofDiameters(8, 16, width), 24 * cells);
    return new CylinderRun(
        grid, reynolds, cellsAStep / cells, AdvectionScheme.MACCORMACK, poke, until);
  }

  /** The free stream with a bump of sideways velocity one and a quarter diameters behind. */
  private double[] stream(double poke) {
    int cells = grid.columns() * grid.rows();
    double[] state = new double[2 * cells];
    double h = grid.cellSize();
    for (int k = 0; k < cells; k++) {
      double x = (k % grid.columns() + 0.5) * h - grid.channel().upstream();
      double y = (k / grid.columns() + 1) * h - grid.channel().width() / 2;
      double distance = Math.hypot(x / diameter - 1.25, y / diameter);
      state[k] = grid.isFree(k) ? 1 : 0;
      state[cells + k] = grid.isFree(cells + k) ? poke * Math.exp(-2 * distance * distance) : 0;
    }
    return state;
  }

  /**
   * What repeats once the vortex street stands.
   *
   * @param strouhal frequency of the lift
   * @param drag mean coefficient over whole periods, at the surface
   * @param dragFromAfar the same from the momentum of a box around the cylinder
   * @param lift largest coefficient
   */
  record Street(double strouhal, double drag, double dragFromAfar, double lift) {}

  /** Means over the whole periods after that time; NaN where the flow does not shed. */
  Street street(double after) {
    int begin = -1;
    int end = -1;
    double first = 0;
    double latest = 0;
    int periods = -1;
    for (int k = Math.max(1, (int) (after / timeStep)); k < lift.length; k++) {
      if (lift[k - 1] < 0 && lift[k] >= 0) {
        latest = k - lift[k] / (lift[k] - lift[k - 1]);
        end = k;
        if (periods < 0) {
          first = latest;
          begin = k;
        }
        periods++;
      }
    }
    if (periods < 1) {
      return new Street(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double largest = 0;
    for (int k = begin; k < end; k++) {
      largest = Math.max(largest, Math.abs(lift[k]));
    }
    return new Street(
        periods / ((latest - first) * timeStep),
        mean(drag, begin, end),
        mean(dragFromAfar, begin, end),
        largest);
  }

  /** Growth rate of the lift's peaks after that time, per time in which the stream goes D. */
  double growthRate(double after) {
    double firstTime = Double.NaN;
    double firstPeak = Double.NaN;
    double rate = Double.NaN;
    for (int k = Math.max(1, (int) (after / timeStep)); k < lift.length - 1; k++) {
      double here = Math.abs(lift[k]);
      if (here > Math.abs(lift[k - 1]) && here >= Math.abs(lift[k + 1])) {
        if (Double.isNaN(firstTime)) {
          firstTime = k * timeStep;
          firstPeak = here;
        } else {
          rate = Math.log(here / firstPeak) / (k * timeStep - firstTime);
        }
      }
    }
    return rate;
  }

  /** Drag of the last step, at the surface. */
  double drag() {
    return drag[drag.length - 1];
  }

  /** Drag of the last step, from the momentum of a box. */
  double dragFromAfar() {
    return dragFromAfar[drag.length - 1];
  }

  /** From the cylinder's rear to where the stream on the axis turns, at the end. */
  double bubbleLength() {
    double h = grid.cellSize() / diameter;
    double rear = grid.channel().upstream() / diameter + 0.5;
    int below = (grid.rows() / 2 - 1) * grid.columns();
    for (int i = (int) Math.ceil(rear / h); i < grid.columns(); i++) {
      double here = last[below + i] + last[below + grid.columns() + i];
      double before = last[below + i - 1] + last[below + grid.columns() + i - 1];
      if (before < 0 && here >= 0) {
        return (i + before / (before - here)) * h - rear;
      }
    }
    return Double.NaN;
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += values[k];
    }
    return sum / (to - from);
  }
}
