package org.unfurl.sim.verification;

import static org.unfurl.sim.verification.Convergence.order;
import static org.unfurl.sim.verification.GasFlows.BEND;
import static org.unfurl.sim.verification.GasFlows.box;
import static org.unfurl.sim.verification.GasFlows.grid;
import static org.unfurl.sim.verification.GasFlows.meanError;
import static org.unfurl.sim.verification.GasFlows.run;
import static org.unfurl.sim.verification.GasFlows.state;

import java.util.List;
import org.unfurl.sim.gas.Boundaries;
import org.unfurl.sim.gas.Boundary;
import org.unfurl.sim.gas.CurvilinearGrid;
import org.unfurl.sim.gas.FlowState;
import org.unfurl.sim.gas.Gas;

/** Friction and heat conduction of the compressible solver against the decay of waves. */
final class GasDiffusion {

  private GasDiffusion() {}

  static List<Finding> shearWave() {
    return shearOrder("shear wave on a bent grid, 16² to 32²", waveError(16), waveError(32));
  }

  static List<Finding> shearBetweenWalls() {
    return shearOrder("shear between walls, 16 to 32 rows", wallsError(16), wallsError(32));
  }

  private static List<Finding> shearOrder(String what, double coarse, double fine) {
    return List.of(
        Finding.between(
            1.8,
            2.5,
            "order of the velocity error, " + what,
            order(coarse, fine),
            "design order 2; exact decay exp(−ν k² t) up to the square of the Mach number 1e-3"));
  }

  private static double waveError(int cells) {
    return shearError(box(cells, 1, BEND), Boundaries.PERIODIC, 2 * Math.PI, 0.25);
  }

  private static double wallsError(int rows) {
    Boundaries walls =
        new Boundaries(
            Boundary.PERIODIC, Boundary.PERIODIC, Boundary.NO_SLIP_WALL, Boundary.NO_SLIP_WALL);
    return shearError(grid(rows, 4, 4.0 / rows, 1, 0, true), walls, Math.PI, 0.5);
  }

  /** Of u = 10⁻³ sin(k y) after a time in which it decays. */
  private static double shearError(
      CurvilinearGrid grid, Boundaries boundaries, double k, double time) {
    Gas gas = Gas.air(0.05);
    double amplitude = 1e-3;
    double left = Math.exp(-gas.viscosity() * k * k * time);
    double[] start = shear(grid, gas, k, amplitude);
    double[] exact = shear(grid, gas, k, left * amplitude);
    FlowState still = new FlowState(1, 0, 0, 1 / gas.heatRatio());
    return meanError(grid, run(grid, boundaries, gas, still, time, start), exact, 1);
  }

  private static double[] shear(CurvilinearGrid grid, Gas gas, double k, double amplitude) {
    double pressure = 1 / gas.heatRatio();
    return state(grid, gas, (x, y) -> new FlowState(1, amplitude * Math.sin(k * y), 0, pressure));
  }

  static List<Finding> heatWave() {
    double coarse = heatWaveError(16);
    double fine = heatWaveError(32);
    return List.of(
        Finding.between(
            1.8,
            2.5,
            "order of the density error, heat wave, 16 to 32 columns",
            order(coarse, fine),
            "design order 2; exact decay of the entropy mode of the linear equations, whose rate"
                + " solves a cubic, up to the amplitude 1e-5"));
  }

  /**
   * The mode (ρ, u, T)' ~ exp(ikx − st) of the linear equations at ρ = 1, p = T = 1/γ (c = 1): from
   * mass, momentum and heat, with friction f = 4/3 ν k² and conduction h = γ ν k² / Pr,
   *
   * <p>−s ρ' = −ik u, −s u = −ik (T' + ρ' T) − f u, −s T' = −(γ − 1) T ik u − h T'.
   */
  private static double heatWaveError(int columns) {
    Gas gas = Gas.air(0.02);
    double gamma = gas.heatRatio();
    double k = 2 * Math.PI;
    double f = 4.0 / 3 * gas.viscosity() * k * k;
    double h = gamma * gas.viscosity() * k * k / gas.prandtl();
    double temperature = 1 / gamma;
    // With ρ' = 1: ik u = s, T' = (γ − 1) T s / (s − h), and momentum times ik.
    double s = gas.viscosity() * k * k / gas.prandtl();
    for (int i = 0; i < 50; i++) {
      double coupling = (gamma - 1) * temperature;
      double momentum = s * s - f * s + k * k * temperature + k * k * coupling * s / (s - h);
      double slope = 2 * s - f - k * k * coupling * h / ((s - h) * (s - h));
      s -= momentum / slope;
    }
    double rate = s;
    double heat = (gamma - 1) * temperature * rate / (rate - h);
    double amplitude = 1e-5;
    double time = 0.5;
    CurvilinearGrid grid = grid(2, columns, 1, 2.0 / columns, 0, true);
    double[] start = heatState(grid, gas, k, rate, heat, amplitude);
    double[] exact = heatState(grid, gas, k, rate, heat, amplitude * Math.exp(-rate * time));
    double[] end =
        run(grid, Boundaries.PERIODIC, gas, new FlowState(1, 0, 0, temperature), time, start);
    return meanError(grid, end, exact, 0);
  }

  private static double[] heatState(
      CurvilinearGrid grid, Gas gas, double k, double rate, double heat, double amplitude) {
    return state(
        grid,
        gas,
        (x, y) -> {
          double density = 1 + amplitude * Math.cos(k * x);
          double temperature = 1 / gas.heatRatio() + amplitude * heat * Math.cos(k * x);
          // ik u = s ρ' with ρ' = exp(ikx): the real part of u is s/k sin(kx).
          double velocity = amplitude * rate / k * Math.sin(k * x);
          return new FlowState(density, velocity, 0, density * temperature);
        });
  }
}
