package org.unfurl.benchmark;

import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.sim.verification.States;

/**
 * Our side of {@code benchmarks/solvers}: a step and its adjoint of the solvers of flows at several
 * grid sizes, then a frame of every solver and reference of every built-in system. One line of JSON
 * for each, microseconds for one state; its name is {@code size/<solver>/<columns>x<rows>/<step or
 * vjp>} or {@code system/<system>/<scheme or reference>/<step or vjp>}.
 */
public final class SolverCost {

  private static final double LAP_SECONDS = 5e-3;

  private final double warmUpSeconds;
  private final double seconds;

  private SolverCost(double warmUpSeconds, double seconds) {
    this.warmUpSeconds = warmUpSeconds;
    this.seconds = seconds;
  }

  /**
   * Measures all.
   *
   * @param arguments seconds to warm up and seconds to measure, for each line
   */
  public static void main(String[] arguments) {
    SolverCost cost =
        new SolverCost(Double.parseDouble(arguments[0]), Double.parseDouble(arguments[1]));
    cost.sizes();
    PhysicalSystems.builtIn().forEach(cost::system);
  }

  private void sizes() {
    for (int points : new int[] {32, 64, 128}) {
      size("piso", points, points, Flow.piso(points));
    }
    for (int points : new int[] {32, 64, 128}) {
      size("pseudo-spectral", points, points, Flow.pseudoSpectral(points));
    }
    for (int columns : new int[] {64, 128, 256}) {
      size("operator-splitting", columns, columns / 2, Flow.wake(columns));
    }
    for (int points : new int[] {64, 128, 256}) {
      var stepper = Vortices.stepper("etdrk2", points);
      measure("size/plane-etdrk2/" + points + "x" + points, stepper, Vortices.state(points));
    }
  }

  private void size(String solver, int columns, int rows, Flow flow) {
    measure("size/" + solver + "/" + columns + "x" + rows, flow.stepper(), flow.state());
  }

  private void system(PhysicalSystem system) {
    double parameter = system.parameters(Split.TRAIN).get(0);
    String name = "system/" + system.name() + "/";
    double[] fine;
    try (Stepper reference = system.reference(parameter)) {
      double[] start = system.initialStates(Split.TRAIN, parameter, 1, new Seed(0));
      fine = States.advanced(reference, start, 2);
      measure(name + "reference", reference, fine);
    }
    double[] state = new double[system.shape().size()];
    system.restriction().apply(fine, state);
    for (String scheme : system.schemes()) {
      try (Stepper solver = system.solver(scheme, parameter)) {
        measure(name + scheme, solver, state);
      }
    }
  }

  /** Always from the same state. A reference is never walked back over. */
  private void measure(String name, Stepper stepper, double[] state) {
    double[] next = new double[state.length];
    print(name + "/step", () -> stepper.step(state, next));
    if (stepper instanceof DifferentiableStepper differentiable && !name.endsWith("/reference")) {
      double[] cotangent = new Seed(0).generator().doubles(state.length, -1, 1).toArray();
      print(name + "/vjp", () -> differentiable.vjp(state, cotangent, next));
    }
    if (!Double.isFinite(next[0])) {
      throw new IllegalStateException("state (" + next[0] + ") must stay finite to be timed");
    }
  }

  private void print(String name, Runnable work) {
    long start = System.nanoTime();
    work.run();
    double once = (System.nanoTime() - start) * 1e-9;
    int repetitions = (int) Math.max(1, Math.round(LAP_SECONDS / once));
    Sampling sampling = new Sampling(warmUpSeconds, seconds);
    while (!sampling.finished()) {
      for (int i = 0; i < repetitions; i++) {
        work.run();
      }
      sampling.lap();
    }
    System.out.println(sampling.json(name, 1e6 / repetitions, "us"));
  }
}
