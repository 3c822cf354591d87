package org.unfurl.sim.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.unfurl.sim.equation.AdvectionDiffusion;
import org.unfurl.sim.equation.AllenCahn;
import org.unfurl.sim.equation.Burgers;
import org.unfurl.sim.equation.FisherKpp;
import org.unfurl.sim.equation.GrayScott;
import org.unfurl.sim.equation.Hyperdiffusion;
import org.unfurl.sim.equation.IsotropicEquation;
import org.unfurl.sim.equation.KortewegDeVries;
import org.unfurl.sim.equation.KuramotoSivashinsky;
import org.unfurl.sim.equation.KuramotoSivashinskyPlane;
import org.unfurl.sim.equation.SwiftHohenberg;
import org.unfurl.sim.equation.Vorticity;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.grid.PeriodicPlane;
import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.stepper.ExponentialPlaneStepper;
import org.unfurl.sim.stepper.ExponentialStepper;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.verification.Experiment.Extent;

/** Each equation of the family against a solution that is known. */
final class SpectralSolutions {

  private static final Subject SUBJECT =
      new Subject(
          "spectral-solutions",
          "Each equation against a solution that is known in closed form, or against a law that it"
              + " must keep. Not claimed: that long chaotic runs have the right averages; no row"
              + " here looks at them.");

  private static final PeriodicGrid CIRCLE = new PeriodicGrid(32, 2 * Math.PI);
  private static final PeriodicPlane SQUARE = PeriodicPlane.square(32, 2 * Math.PI);

  private static final String ROUNDING = "; the limit is ours, for rounding";
  private static final String IN_TIME = "; the limit is ours, for the error in time";

  private SpectralSolutions() {}

  static List<Experiment> all() {
    return List.of(
        experiment("a Cole-Hopf solution", SpectralSolutions::burgers),
        experiment("a soliton", SpectralSolutions::soliton),
        experiment("uniform growth and a travelling front", SpectralSolutions::fisherKpp),
        experiment("uniform phases and a wall", SpectralSolutions::allenCahn),
        experiment("saturated rolls", SpectralSolutions::rolls),
        experiment("linear equations", SpectralSolutions::linear),
        experiment("a plane without variation across", SpectralSolutions::planeAsLine),
        experiment("slopes of a flame front", SpectralSolutions::slopes),
        experiment("uniform chemicals", SpectralSolutions::grayScott),
        experiment("Taylor-Green vortices", SpectralSolutions::taylorGreen),
        experiment("the laminar Kolmogorov flow", SpectralSolutions::laminar),
        experiment("energy and enstrophy", SpectralSolutions::conservation));
  }

  private static Experiment experiment(String title, Supplier<List<Finding>> procedure) {
    return new Experiment(SUBJECT, title, Extent.SHORT, procedure);
  }

  /** Burgers: u = −2ν φ_x / φ with φ_t = ν φ_xx; here φ = 1.5 + e^{−νt} cos x. */
  static double[] coleHopf(PeriodicGrid grid, double viscosity, double time) {
    double decay = Math.exp(-viscosity * time);
    return States.onLine(
        grid, x -> 2 * viscosity * decay * Math.sin(x) / (1.5 + decay * Math.cos(x)));
  }

  private static List<Finding> burgers() {
    PeriodicGrid grid = new PeriodicGrid(96, 2 * Math.PI);
    double[] end =
        States.advanced(
            ExponentialStepper.etdRk4(new Burgers(0.5), grid, 1.0 / 160),
            coleHopf(grid, 0.5, 0),
            160);
    return List.of(
        Finding.atMost(
            1e-8,
            "burgers: error against a Cole-Hopf solution at t = 1",
            States.largestDifference(coleHopf(grid, 0.5, 1), end),
            "u = −2ν φₓ/φ, φ = 1.5 + exp(−νt) cos x (Cole 1951, doi 10.1090/qam/42889)" + IN_TIME));
  }

  /** u = 3c sech²(½ √(c/δ) (x − c t)), on a line so long that the soliton has no image. */
  private static List<Finding> soliton() {
    double dispersion = 1;
    double speed = 1;
    PeriodicGrid grid = new PeriodicGrid(256, 60);
    DoubleUnaryOperator soliton =
        distance -> {
          double cosh = Math.cosh(0.5 * Math.sqrt(speed / dispersion) * distance);
          return 3 * speed / (cosh * cosh);
        };
    double time = 5;
    double[] start = States.onLine(grid, x -> soliton.applyAsDouble(x - 25));
    double[] end =
        States.advanced(
            ExponentialStepper.etdRk4(new KortewegDeVries(dispersion), grid, 0.005), start, 1000);
    String source = "u = 3c sech²(½√(c/δ)(x − ct)) (Korteweg and de Vries 1895)";
    return List.of(
        Finding.atMost(
            1e-8,
            "korteweg-de-vries: error of a soliton after t = 5",
            States.largestDifference(
                States.onLine(grid, x -> soliton.applyAsDouble(x - 25 - speed * time)), end),
            source + "; the limit is ours: its far ends are e⁻²⁵ high"),
        Finding.atMost(
            1e-10,
            "korteweg-de-vries: relative change of ∫u² over t = 5",
            Math.abs(States.dot(end, end) / States.dot(start, start) - 1),
            "conserved (Miura, Gardner and Kruskal 1968, doi 10.1063/1.1664701)" + IN_TIME));
  }

  private static List<Finding> fisherKpp() {
    double[] uniform =
        States.advanced(
            ExponentialStepper.etdRk4(new FisherKpp(0.1, 1.5), CIRCLE, 0.01),
            States.onLine(CIRCLE, x -> 0.1),
            200);
    // Two fronts that run apart, so that the line is periodic.
    PeriodicGrid grid = new PeriodicGrid(1024, 160);
    double time = 4;
    double[] fronts =
        States.advanced(
            ExponentialStepper.etdRk4(new FisherKpp(1, 1), grid, 0.01),
            States.onLine(grid, x -> fronts(x, 0)),
            400);
    return List.of(
        Finding.atMost(
            1e-9,
            "fisher-kpp: error of a uniform population at t = 2",
            Math.abs(1 / (1 + 9 * Math.exp(-1.5 * 2)) - uniform[5]),
            "u = 1/(1 + (1/u₀ − 1) exp(−rt)) (Verhulst 1838)" + IN_TIME),
        Finding.atMost(
            1e-9,
            "fisher-kpp: error of fronts of speed 5/√6 after t = 4",
            States.largestDifference(States.onLine(grid, x -> fronts(x, time)), fronts),
            "u = (1 + exp((x − ct)/√6))⁻², c = 5/√6 (Ablowitz and Zeppetella 1979, doi"
                + " 10.1007/BF02462380); the limit is ours: where two fronts meet"
                + " each has left 1e-7 of the other, and the error is the square"));
  }

  /** One front to the right from x = 120, its mirror image to the left from x = 40. */
  private static double fronts(double x, double time) {
    double travelled = 5 / Math.sqrt(6) * time;
    double right = 1 + Math.exp((x - 120 - travelled) / Math.sqrt(6));
    double left = 1 + Math.exp((40 - x - travelled) / Math.sqrt(6));
    return 1 / (right * right) + 1 / (left * left) - 1;
  }

  private static List<Finding> allenCahn() {
    double[] uniform =
        States.advanced(
            ExponentialStepper.etdRk4(new AllenCahn(0.2), CIRCLE, 0.01),
            States.onLine(CIRCLE, x -> 0.2),
            200);
    double expected = 0.2 * Math.exp(2) / Math.sqrt(1 + 0.04 * (Math.exp(4) - 1));
    double width = 0.1;
    PeriodicGrid grid = new PeriodicGrid(256, 2 * Math.PI);
    double[] walls =
        States.onLine(
            grid,
            x ->
                Math.tanh((x - Math.PI / 2) / (Math.sqrt(2) * width))
                    - Math.tanh((x - 3 * Math.PI / 2) / (Math.sqrt(2) * width))
                    - 1);
    double[] later =
        States.advanced(ExponentialStepper.etdRk4(new AllenCahn(width), grid, 0.05), walls, 200);
    return List.of(
        Finding.atMost(
            1e-9,
            "allen-cahn: error of a uniform phase at t = 2",
            Math.abs(expected - uniform[5]),
            "u' = u − u³: u = u₀eᵗ/√(1 + u₀²(e²ᵗ − 1))" + IN_TIME),
        Finding.atMost(
            1e-8,
            "allen-cahn: change of two walls over t = 10",
            States.largestDifference(walls, later),
            "tanh(x/(√2 ε)) stands (Allen and Cahn 1979, doi 10.1016/0001-6160(79)90196-2); the"
                + " limit is ours: walls at a distance d attract as exp(−√2 d/ε), here 1e-19"));
  }

  private static List<Finding> rolls() {
    double drive = 0.01;
    double[] end =
        States.advanced(
            ExponentialStepper.etdRk4(new SwiftHohenberg(drive), CIRCLE, 1),
            States.onLine(CIRCLE, x -> 0.1 * Math.cos(x)),
            2000);
    double amplitude = Arrays.stream(end).max().orElseThrow();
    return List.of(
        Finding.between(
            0.999,
            1.001,
            "swift-hohenberg: amplitude of rolls at r = 0.01 over 2√(r/3)",
            amplitude / (2 * Math.sqrt(drive / 3)),
            "Cross and Hohenberg 1993, doi 10.1103/RevModPhys.65.851; the next term of the"
                + " expansion is smaller by the order of r, here below 1e-3"));
  }

  private static List<Finding> linear() {
    double time = 3;
    double[] diffused =
        States.advanced(
            ExponentialStepper.etd1(new AdvectionDiffusion(0.7, 0, 0.1), CIRCLE, time),
            States.onLine(CIRCLE, x -> Math.sin(2 * x)),
            1);
    double decay = Math.exp(-0.1 * 4 * time);
    double[] smoothed =
        States.advanced(
            ExponentialStepper.etd1(new Hyperdiffusion(0.01), CIRCLE, time),
            States.onLine(CIRCLE, x -> Math.sin(2 * x)),
            1);
    PeriodicPlane plane = new PeriodicPlane(new PeriodicGrid(12, 2 * Math.PI), CIRCLE);
    double[] oblique =
        States.advanced(
            ExponentialPlaneStepper.etd1(new AdvectionDiffusion(0.7, -0.4, 0.1), plane, time),
            States.onPlane(plane, (x, y) -> Math.sin(x + 2 * y)),
            1);
    double slower = Math.exp(-0.1 * 5 * time);
    return List.of(
        Finding.atMost(
            1e-13,
            "advection-diffusion: error of a wave after one step of 3",
            States.largestDifference(
                States.onLine(CIRCLE, x -> decay * Math.sin(2 * (x - 0.7 * time))), diffused),
            "sin(k(x − ct)) exp(−Dk²t)" + ROUNDING),
        Finding.atMost(
            1e-13,
            "hyperdiffusion: error of a wave after one step of 3",
            States.largestDifference(
                States.onLine(CIRCLE, x -> Math.exp(-0.01 * 16 * time) * Math.sin(2 * x)),
                smoothed),
            "sin(kx) exp(−Dk⁴t)" + ROUNDING),
        Finding.atMost(
            1e-13,
            "advection-diffusion: error of an oblique wave on a plane after one step of 3",
            States.largestDifference(
                States.onPlane(
                    plane, (x, y) -> slower * Math.sin(x - 0.7 * time + 2 * (y + 0.4 * time))),
                oblique),
            "sin(k·(x − ct)) exp(−D|k|²t)" + ROUNDING));
  }

  /** On a plane, a state that does not vary along one axis is a state on a line. */
  private static List<Finding> planeAsLine() {
    List<Finding> findings = new ArrayList<>();
    PeriodicGrid across = new PeriodicGrid(8, 3);
    DoubleUnaryOperator shape = x -> 0.4 + 0.3 * Math.sin(x) + 0.2 * Math.cos(3 * x);
    PeriodicPlane alongX = new PeriodicPlane(across, CIRCLE);
    PeriodicPlane alongY = new PeriodicPlane(CIRCLE, across);
    for (IsotropicEquation equation :
        List.of(
            new AllenCahn(0.3),
            new FisherKpp(0.1, 1),
            new SwiftHohenberg(0.3),
            new Hyperdiffusion(0.1))) {
      double[] onLine =
          States.advanced(
              ExponentialStepper.etdRk2(equation, CIRCLE, 0.05), States.onLine(CIRCLE, shape), 10);
      double[] planeX =
          States.advanced(
              ExponentialPlaneStepper.etdRk2(equation, alongX, 0.05),
              States.onPlane(alongX, (x, y) -> shape.applyAsDouble(x)),
              10);
      double[] planeY =
          States.advanced(
              ExponentialPlaneStepper.etdRk2(equation, alongY, 0.05),
              States.onPlane(alongY, (x, y) -> shape.applyAsDouble(y)),
              10);
      double largest = 0;
      for (int j = 0; j < 32; j++) {
        for (int i = 0; i < 8; i++) {
          largest = Math.max(largest, Math.abs(onLine[j] - planeX[i * 32 + j]));
          largest = Math.max(largest, Math.abs(onLine[j] - planeY[j * 8 + i]));
        }
      }
      findings.add(
          Finding.atMost(
              1e-13,
              equation.name() + ": difference of plane and line without variation across",
              largest,
              "the same equation" + ROUNDING));
    }
    return findings;
  }

  /** If h(x) solves the equation on the plane, h_x solves that on the line. */
  private static List<Finding> slopes() {
    PeriodicGrid grid = new PeriodicGrid(64, 20);
    double k = 2 * Math.PI / 20;
    PeriodicPlane plane = new PeriodicPlane(new PeriodicGrid(4, 5), grid);
    double[] heights =
        States.advanced(
            ExponentialPlaneStepper.etdRk4(new KuramotoSivashinskyPlane(1), plane, 0.01),
            States.onPlane(plane, (x, y) -> Math.sin(k * x) + 0.5 * Math.cos(2 * k * x)),
            500);
    double[] slopes =
        States.advanced(
            ExponentialStepper.etdRk4(new KuramotoSivashinsky(), grid, 0.01),
            States.onLine(grid, x -> k * Math.cos(k * x) - k * Math.sin(2 * k * x)),
            500);
    double nyquist = grid.wavenumber(grid.nyquistMode());
    double[] derivative =
        new Circulant(grid, wave -> wave == nyquist ? Complex.ZERO : new Complex(0, wave))
            .times(Arrays.copyOf(heights, 64));
    return List.of(
        Finding.atLeast(
            0.5,
            "kuramoto-sivashinsky: steepest slope of a flame front at t = 5",
            Arrays.stream(slopes).max().orElseThrow(),
            "ours: the next row means something only if the front is not flat"),
        Finding.atMost(
            1e-10,
            "kuramoto-sivashinsky-2d: hₓ on a plane against u on a line at t = 5",
            States.largestDifference(slopes, derivative),
            "u = hₓ (Sivashinsky 1977, doi 10.1016/0094-5765(77)90096-0); the limit is ours: only"
                + " one of the two is dealiased"));
  }

  /** u = 1, v = 0 needs no feeding; any other uniform state follows two ordinary equations. */
  private static List<Finding> grayScott() {
    PeriodicPlane plane = PeriodicPlane.square(8, 1);
    GrayScott equation = new GrayScott(0.02, 0.01, 0.04, 0.06);
    Stepper stepper = ExponentialPlaneStepper.etdRk4(equation, plane, 0.5);
    double[] trivial = new double[128];
    Arrays.fill(trivial, 0, 64, 1);
    double[] state = new double[128];
    Arrays.fill(state, 0, 64, 0.5);
    Arrays.fill(state, 64, 128, 0.25);
    double[] end = States.advanced(stepper, state, 20);
    double[] uv =
        RungeKutta.advanced(
            values -> rate(equation, values), new double[] {0.5, 0.25}, 0.001, 10_000);
    return List.of(
        Finding.atMost(
            1e-13,
            "gray-scott: change of u = 1, v = 0 over t = 10",
            States.largestDifference(trivial, States.advanced(stepper, trivial, 20)),
            "a fixed point (Pearson 1993, doi 10.1126/science.261.5118.189)" + ROUNDING),
        Finding.atMost(
            1e-7,
            "gray-scott: error of uniform chemicals at t = 10",
            Math.max(Math.abs(uv[0] - end[3]), Math.abs(uv[1] - end[64 + 3])),
            "the two ordinary equations, by the classical Runge-Kutta scheme with steps of 0.001"
                + IN_TIME));
  }

  private static double[] rate(GrayScott equation, double[] uv) {
    double reaction = uv[0] * uv[1] * uv[1];
    return new double[] {
      -reaction + equation.feed() * (1 - uv[0]),
      reaction - (equation.feed() + equation.kill()) * uv[1]
    };
  }

  /** The advection of these vortices vanishes, so every scheme is exact to rounding. */
  private static List<Finding> taylorGreen() {
    List<Finding> findings = new ArrayList<>();
    double viscosity = 0.1;
    double[] state = States.onPlane(SQUARE, (x, y) -> 2 * Math.sin(x) * Math.sin(y));
    double decay = Math.exp(-2 * viscosity * 2);
    double[] expected = Arrays.stream(state).map(value -> decay * value).toArray();
    for (String scheme : ExponentialStepper.SCHEMES) {
      Stepper stepper =
          ExponentialPlaneStepper.named(scheme, Vorticity.unforced(viscosity), SQUARE, 0.05);
      findings.add(
          Finding.atMost(
              1e-13,
              "navier-stokes-vorticity: error of Taylor-Green vortices at t = 2, " + scheme,
              States.largestDifference(expected, States.advanced(stepper, state, 40)),
              "ω = 2 sin x sin y exp(−2νt) (Taylor and Green 1937, doi 10.1098/rspa.1937.0036)"
                  + ROUNDING));
    }
    return findings;
  }

  private static List<Finding> laminar() {
    List<Finding> findings = new ArrayList<>();
    double[] state = States.onPlane(SQUARE, (x, y) -> -0.3 * Math.cos(4 * y) / (0.05 * 4));
    for (String scheme : ExponentialStepper.SCHEMES) {
      Stepper stepper =
          ExponentialPlaneStepper.named(scheme, new Vorticity(0.05, 0.3, 4), SQUARE, 0.1);
      findings.add(
          Finding.atMost(
              1e-12,
              "kolmogorov-vorticity: change of the laminar flow over t = 2, " + scheme,
              States.largestDifference(state, States.advanced(stepper, state, 20)),
              "a fixed point, u = F sin(ny)/(νn²), so ω = −F cos(ny)/(νn) (Meshalkin and Sinai"
                  + " 1961, doi 10.1016/0021-8928(62)90149-1)"
                  + ROUNDING));
    }
    return findings;
  }

  /** At this step the scheme's error in time is rounding. */
  private static List<Finding> conservation() {
    // So little viscosity that it does not count.
    Stepper stepper = ExponentialPlaneStepper.etdRk4(Vorticity.unforced(1e-14), SQUARE, 0.01);
    double[] state = States.waves(SQUARE, 1, 1);
    double[] end = States.advanced(stepper, state, 50);
    String source = "conserved by dealiased advection (Orszag 1971)" + ROUNDING;
    return List.of(
        Finding.atLeast(
            0.01,
            "navier-stokes-vorticity: rms change of a flow without viscosity over t = 0.5",
            States.distance(end, state),
            "ours: the next rows mean something only if the flow moves"),
        Finding.atMost(
            1e-12,
            "navier-stokes-vorticity: relative change of its enstrophy",
            Math.abs(States.dot(end, end) / States.dot(state, state) - 1),
            source),
        Finding.atMost(
            1e-12,
            "navier-stokes-vorticity: relative change of its energy",
            Math.abs(energy(end) / energy(state) - 1),
            source));
  }

  /** ½⟨u² + v²⟩ up to a factor: the sum of |ω̂|²/k², by the definition of the transform. */
  private static double energy(double[] vorticity) {
    int n = SQUARE.x().points();
    double sum = 0;
    for (int ky = -n / 2 + 1; ky < n / 2; ky++) {
      for (int kx = -n / 2 + 1; kx < n / 2; kx++) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < vorticity.length; i++) {
          double angle = 2 * Math.PI * (kx * (i % n) + ky * (i / n)) / n;
          re += vorticity[i] * Math.cos(angle);
          im -= vorticity[i] * Math.sin(angle);
        }
        sum += kx == 0 && ky == 0 ? 0 : (re * re + im * im) / (kx * kx + ky * ky);
      }
    }
    return sum;
  }
}
