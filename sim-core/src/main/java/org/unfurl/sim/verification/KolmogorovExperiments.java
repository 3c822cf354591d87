package org.unfurl.sim.verification;

import static org.unfurl.sim.verification.Convergence.order;
import static org.unfurl.sim.verification.States.advanced;
import static org.unfurl.sim.verification.States.dot;
import static org.unfurl.sim.verification.States.largestDifference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.verification.Experiment.Extent;

/** The staggered PISO solver, the pseudo-spectral one, and the Kolmogorov flow. */
final class KolmogorovExperiments {

  static final Subject SUBJECT =
      new Subject(
          "kolmogorov",
          "Two solvers of incompressible flow that share no code for the equations: PISO on"
              + " staggered cells, and a pseudo-spectral one. Compared are vortices whose decay is"
              + " known, what such a flow keeps (no divergence, momentum, the budget of energy), the"
              + " two with each other, and in developed flow the power of the force with the"
              + " dissipation, and the energy of long and short waves. PISO is of first order in time"
              + " and dissipates on its own; rows whose source says that they are stated show how"
              + " much at the reference's step and ask for no value. Not claimed: that the data are"
              + " the study's, whose force and restriction differ in detail.");
  private static final double VISCOSITY = 0.05;
  private static final double WIND_X = 0.7;
  private static final double WIND_Y = -0.4;

  private static final String PISO =
      "first order in time, second in space: implicit Euler and central finite volumes (Issa 1986,"
          + " doi 10.1016/0021-9991(86)90099-9); the interval allows for higher terms";

  private static final String COX_MATTHEWS =
      "order of the scheme: Cox and Matthews 2002, doi 10.1006/jcph.2002.6995; the interval allows"
          + " for higher terms";

  private static final String TAYLOR_GREEN =
      "Taylor-Green vortices, which decay with exp(−2νt) and travel with a uniform wind: an exact"
          + " solution (Taylor 1923, doi 10.1080/14786442308634295)";

  private KolmogorovExperiments() {}

  static List<Experiment> all() {
    List<Experiment> all =
        new ArrayList<>(
            List.of(
                brief("PISO: order in space", KolmogorovExperiments::orderInSpace),
                brief("PISO: order in time", KolmogorovExperiments::orderInTime),
                brief("PISO: decay of vortices", KolmogorovExperiments::decay),
                brief("PISO: divergence after a step", KolmogorovExperiments::divergence),
                brief("PISO: momentum", KolmogorovExperiments::momentum),
                brief("PISO: energy budget of a step", KolmogorovExperiments::energy),
                brief("pseudo-spectral: decay of vortices", KolmogorovExperiments::exactDecay),
                brief("pseudo-spectral: vortices in a wind", KolmogorovExperiments::wind),
                brief("pseudo-spectral against PISO", KolmogorovExperiments::agreement)));
    all.addAll(DevelopedFlowExperiments.all());
    return List.copyOf(all);
  }

  private static Experiment brief(String title, Supplier<List<Finding>> procedure) {
    return new Experiment(SUBJECT, title, Extent.SHORT, procedure);
  }

  /** With time steps that fall like the squares of the cells, so does the whole error. */
  private static List<Finding> orderInSpace() {
    double[] error = new double[3];
    for (int i = 0; i < error.length; i++) {
      FaceFlows flows = new FaceFlows(16 << i, VISCOSITY, 0);
      int steps = 10 << 2 * i;
      double[] later = advanced(flows.piso(0.5 / steps), vorticesInWind(flows, 0), steps);
      error[i] = largestDifference(later, vorticesInWind(flows, 0.5));
    }
    String quantity = "PISO: order in space, Taylor-Green vortices in a wind, ";
    return List.of(
        Finding.between(1.9, 2.1, quantity + "16² to 32²", order(error[0], error[1]), PISO),
        Finding.between(1.9, 2.1, quantity + "32² to 64²", order(error[1], error[2]), PISO));
  }

  private static List<Finding> orderInTime() {
    FaceFlows flows = new FaceFlows(16, VISCOSITY, 0);
    double[][] states = new double[4][];
    for (int i = 0; i < states.length; i++) {
      int steps = 20 << i;
      states[i] = advanced(flows.piso(1.0 / steps), vorticesInWind(flows, 0), steps);
    }
    double first = largestDifference(states[0], states[1]);
    double second = largestDifference(states[1], states[2]);
    double third = largestDifference(states[2], states[3]);
    String quantity = "PISO: order in time, Taylor-Green vortices in a wind, ";
    return List.of(
        Finding.between(0.9, 1.1, quantity + "20, 40, 80 steps", order(first, second), PISO),
        Finding.between(0.9, 1.1, quantity + "40, 80, 160 steps", order(second, third), PISO));
  }

  /**
   * On the grid, whose Laplacian has the eigenvalue 2 (sin(h/2) / (h/2))² for the vortices and not
   * 2, implicit Euler gives (1 + Δt ν 2 (sin(h/2) / (h/2))²) to the power of −n. What the two
   * corrections leave of the implicit equation is of third order in a step, so of second at a fixed
   * time.
   */
  private static List<Finding> decay() {
    FaceFlows flows = new FaceFlows(32, VISCOSITY, 0);
    double[] vortices = flows.curl(0, 0, KolmogorovExperiments::vortices);
    double h = flows.spacing();
    double eigenvalue = 2 * Math.pow(Math.sin(h / 2) / (h / 2), 2);
    double[] left = new double[2];
    double[] amplitude = new double[2];
    double deformed = 0;
    for (int i = 0; i < left.length; i++) {
      int steps = 50 << i;
      double[] later = advanced(flows.piso(1.0 / steps), vortices, steps);
      double kept = dot(later, vortices) / dot(vortices, vortices);
      amplitude[i] = kept;
      left[i] = Math.abs(kept - Math.pow(1 + VISCOSITY * eigenvalue / steps, -steps));
      double[] shape = Arrays.stream(vortices).map(value -> kept * value).toArray();
      deformed = Math.max(deformed, largestDifference(later, shape));
    }
    return List.of(
        Finding.atMost(
            1e-3,
            "PISO: error of the vortices' amplitude at time 1, 100 steps on 32²",
            Math.abs(amplitude[1] - Math.exp(-2 * VISCOSITY)),
            TAYLOR_GREEN + "; expected 2ν² e^(−2ν) Δt + ν h² / 6 · e^(−2ν) = 3.4e-4, ours 1e-3"),
        Finding.atMost(
            1e-3,
            "PISO: deformation of the vortices at time 1, 50 and 100 steps on 32²",
            deformed,
            TAYLOR_GREEN + "; ours"),
        Finding.between(
            1.9,
            2.1,
            "PISO: order of the distance from implicit Euler, 50 to 100 steps",
            order(left[0], left[1]),
            "two corrections leave terms of third order in a step (Issa 1986, doi"
                + " 10.1016/0021-9991(86)90099-9)"));
  }

  private static List<Finding> divergence() {
    List<Finding> findings = new ArrayList<>();
    for (int points : new int[] {16, 32, 64, 128}) {
      FaceFlows flows = new FaceFlows(points, VISCOSITY, 0);
      double[] noise = flows.noise(new Seed(9));
      double[] next = advanced(flows.piso(0.1 / points), noise, 1);
      findings.add(
          Finding.atMost(
              1e-12,
              "PISO: divergence after a step over that of the noise before, " + points + "²",
              flows.largestDivergence(next) / flows.largestDivergence(noise),
              "zero but for rounding: the pressure equation is solved directly"));
    }
    return findings;
  }

  private static List<Finding> momentum() {
    FaceFlows flows = new FaceFlows(16, VISCOSITY, 2);
    double[] start = advanced(flows.piso(0.02), flows.noise(new Seed(9)), 1);
    double[] later = advanced(flows.piso(0.02), start, 50);
    double drift = 0;
    for (int from = 0; from < start.length; from += flows.cells()) {
      drift =
          Math.max(
              drift, Math.abs(mean(start, from, flows.cells()) - mean(later, from, flows.cells())));
    }
    return List.of(
        Finding.atMost(
            1e-13,
            "PISO: change of the mean velocity in 50 steps",
            drift,
            "zero but for rounding: the force has no mean, fluxes and pressure cancel"));
  }

  private static double mean(double[] values, int from, int count) {
    return Arrays.stream(values, from, from + count).average().orElseThrow();
  }

  /**
   * dE/dt = ⟨f, u⟩ + ν ⟨u, Δu⟩, which a first-order step misses by an amount that halves with it.
   */
  private static List<Finding> energy() {
    FaceFlows flows = new FaceFlows(16, VISCOSITY, 2);
    // A few steps smooth the noise, whose budget would need far smaller ones.
    double[] state = advanced(flows.piso(0.1), flows.noise(new Seed(9)), 20);
    double power = flows.input(state) - flows.dissipation(state);
    double[] defect = new double[3];
    for (int i = 0; i < defect.length; i++) {
      double timeStep = 0.004 / (1 << i);
      double[] next = advanced(flows.piso(timeStep), state, 1);
      double change = (dot(next, next) - dot(state, state)) / 2 / timeStep;
      defect[i] = Math.abs(change - power) / Math.abs(power);
    }
    String quantity = "PISO: order of the energy budget's defect, steps of ";
    String source = "advection and pressure do no work on the grid; " + PISO;
    return List.of(
        Finding.atMost(
            0.1, "PISO: defect of the energy budget, a step of 0.001", defect[2], source),
        Finding.between(0.9, 1.1, quantity + "0.004 to 0.002", order(defect[0], defect[1]), source),
        Finding.between(
            0.9, 1.1, quantity + "0.002 to 0.001", order(defect[1], defect[2]), source));
  }

  /** Advection deforms nothing and the exponential is exact, so one long step is enough. */
  private static List<Finding> exactDecay() {
    FaceFlows flows = new FaceFlows(16, VISCOSITY, 0);
    double[] vortices = flows.curl(0, 0, KolmogorovExperiments::vortices);
    List<Finding> findings = new ArrayList<>();
    for (String scheme : List.of("etd1", "etdrk2", "etdrk4")) {
      double[] later = advanced(flows.pseudoSpectral(scheme, 1.5), vortices, 1);
      double[] exact =
          Arrays.stream(vortices).map(value -> Math.exp(-3 * VISCOSITY) * value).toArray();
      findings.add(
          Finding.atMost(
              1e-14,
              "pseudo-spectral, " + scheme + ": error of the vortices after a step of 1.5",
              largestDifference(later, exact),
              TAYLOR_GREEN + "; rounding"));
    }
    return findings;
  }

  /** What is left of the exact solution is the error of the scheme in time. */
  private static List<Finding> wind() {
    FaceFlows flows = new FaceFlows(12, VISCOSITY, 0);
    List<String> schemes = List.of("etd1", "etdrk2", "etdrk4");
    int[] orders = {1, 2, 4};
    List<Finding> findings = new ArrayList<>();
    for (int s = 0; s < orders.length; s++) {
      double[] error = new double[2];
      for (int i = 0; i < error.length; i++) {
        int steps = 40 << i;
        double[] later =
            advanced(
                flows.pseudoSpectral(schemes.get(s), 1.0 / steps), vorticesInWind(flows, 0), steps);
        error[i] = largestDifference(later, vorticesInWind(flows, 1));
      }
      findings.add(
          Finding.between(
              orders[s] - 0.15,
              orders[s] + 0.15,
              "pseudo-spectral, "
                  + schemes.get(s)
                  + ": order in time, vortices in a wind, 40 to 80 steps",
              order(error[0], error[1]),
              TAYLOR_GREEN + "; " + COX_MATTHEWS));
    }
    return findings;
  }

  /** Both have the same limit, from which PISO is as far as its second order in space makes it. */
  private static List<Finding> agreement() {
    double[] apart = new double[2];
    for (int i = 0; i < apart.length; i++) {
      FaceFlows flows = new FaceFlows(32 << i, VISCOSITY, 2);
      int steps = 40 << 2 * i;
      double[] start = flows.curl(WIND_X, WIND_Y, KolmogorovExperiments::waves);
      apart[i] =
          largestDifference(
              advanced(flows.piso(0.25 / steps), start, steps),
              advanced(flows.pseudoSpectral("etdrk4", 0.025), start, 10));
    }
    return List.of(
        Finding.between(
            1.9,
            2.1,
            "order of the distance between PISO and pseudo-spectral, forced flow in a wind, 32² to"
                + " 64²",
            order(apart[0], apart[1]),
            "two discretisations written apart of one equation; " + PISO));
  }

  /** Waves of up to two periods, with vorticities of order one. */
  private static double waves(double x, double y) {
    return Math.cos(x + 0.3) * Math.cos(y)
        + 0.5 * Math.sin(2 * x - y)
        + 0.3 * Math.cos(x + 2 * y + 1)
        + 0.4 * Math.sin(2 * y);
  }

  private static double vortices(double x, double y) {
    return Math.cos(x) * Math.cos(y);
  }

  /** The exact solution in the wind. */
  private static double[] vorticesInWind(FaceFlows flows, double time) {
    double decay = Math.exp(-2 * VISCOSITY * time);
    return flows.curl(
        WIND_X, WIND_Y, (x, y) -> decay * vortices(x - WIND_X * time, y - WIND_Y * time));
  }
}
