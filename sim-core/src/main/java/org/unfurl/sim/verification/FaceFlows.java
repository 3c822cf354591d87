package org.unfurl.sim.verification;

import java.util.Arrays;
import org.unfurl.sim.flow.PisoAdjoint;
import org.unfurl.sim.flow.PisoStepper;
import org.unfurl.sim.flow.PseudoSpectralStepper;
import org.unfurl.sim.flow.StaggeredGrid;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.Stepper;

/**
 * Velocities on the faces of a square of side 2π with equally many cells along both axes, steppers
 * for them, and what is measured of them. Inner products are sums over faces.
 *
 * @param points cells along each axis
 * @param viscosity ν
 * @param forcedWaves periods of the force sin(n y) on u; 0 for none
 */
record FaceFlows(int points, double viscosity, int forcedWaves) {

  /** A streamfunction; its differences along faces are the exact means of its velocities. */
  interface Stream {
    double at(double x, double y);
  }

  double spacing() {
    return 2 * Math.PI / points;
  }

  int cells() {
    return points * points;
  }

  private StaggeredGrid grid() {
    return StaggeredGrid.square(points, 2 * Math.PI);
  }

  Stepper piso(double timeStep) {
    return new PisoStepper(grid(), viscosity, timeStep, force(), PisoAdjoint.EXACT);
  }

  Stepper pseudoSpectral(String scheme, double timeStep) {
    return new PseudoSpectralStepper(
        scheme, grid(), viscosity, Math.signum(forcedWaves), Math.max(1, forcedWaves), timeStep);
  }

  /** In the middle of the faces. */
  double[] force() {
    double[] force = new double[2 * cells()];
    for (int row = 0; row < points; row++) {
      double value = Math.sin(forcedWaves * (row + 0.5) * spacing());
      Arrays.fill(force, row * points, (row + 1) * points, value);
    }
    return force;
  }

  /** u = U + ∂ψ/∂y, v = V − ∂ψ/∂x, means over the faces: without divergence on the grid. */
  double[] curl(double windX, double windY, Stream stream) {
    double h = spacing();
    double[] velocity = new double[2 * cells()];
    for (int k = 0; k < cells(); k++) {
      int row = k / points;
      double x = k % points * h;
      double y = row * h;
      velocity[k] = windX + (stream.at(x, y + h) - stream.at(x, y)) / h;
      velocity[cells() + k] = windY - (stream.at(x + h, y) - stream.at(x, y)) / h;
    }
    return velocity;
  }

  /** Noise with divergence and mean. */
  double[] noise(Seed seed) {
    return seed.generator().doubles(2L * cells(), -1, 1.2).toArray();
  }

  /** The largest outflow of a cell per volume. */
  double largestDivergence(double[] velocity) {
    double largest = 0;
    for (int k = 0; k < cells(); k++) {
      double outflow =
          velocity[right(k)] - velocity[k] + velocity[cells() + above(k)] - velocity[cells() + k];
      largest = Math.max(largest, Math.abs(outflow) / spacing());
    }
    return largest;
  }

  /** ⟨f, u⟩. */
  double input(double[] velocity) {
    return States.dot(force(), velocity);
  }

  /** −ν ⟨u, Δu⟩ with the five-point Laplacian. */
  double dissipation(double[] velocity) {
    double sum = 0;
    for (int component = 0; component < velocity.length; component += cells()) {
      for (int k = 0; k < cells(); k++) {
        double here = velocity[component + k];
        double across = velocity[component + right(k)] - here;
        double up = velocity[component + above(k)] - here;
        sum += across * across + up * up;
      }
    }
    return viscosity * sum / (spacing() * spacing());
  }

  private int right(int cell) {
    return cell % points + 1 < points ? cell + 1 : cell + 1 - points;
  }

  private int above(int cell) {
    return (cell + points) % cells();
  }
}
