package org.unfurl.sim.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.unfurl.sim.equation.AdvectionDiffusion;
import org.unfurl.sim.equation.AllenCahn;
import org.unfurl.sim.equation.Burgers;
import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.equation.FisherKpp;
import org.unfurl.sim.equation.Hyperdiffusion;
import org.unfurl.sim.equation.KdvBurgers;
import org.unfurl.sim.equation.KortewegDeVries;
import org.unfurl.sim.equation.KuramotoSivashinsky;
import org.unfurl.sim.equation.LinearTerm;
import org.unfurl.sim.equation.NonlinearTerm;
import org.unfurl.sim.equation.PlaneEquation;
import org.unfurl.sim.equation.SwiftHohenberg;
import org.unfurl.sim.equation.Vorticity;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.grid.PeriodicPlane;
import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.stepper.ExponentialPlaneStepper;
import org.unfurl.sim.stepper.ExponentialStepper;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.verification.Experiment.Extent;

/** How the errors of the exponential schemes fall with the time step. */
final class SpectralOrders {

  private static final Subject SUBJECT =
      new Subject(
          "spectral-schemes",
          "Exponential time differencing solves the linear part of an equation exactly and the rest"
              + " with an order that is proved: 1 for `etd1`, 2 for `etdrk2`, 4 for `etdrk4`."
              + " Compared are the errors of runs with steps of two or more lengths, whose ratio is"
              + " the order, and linear problems, which must come out exact at any step. Not claimed:"
              + " that the errors are small at the step of a system. A solver that is to be"
              + " corrected is coarse on purpose.");

  private static final PeriodicGrid CIRCLE = new PeriodicGrid(96, 2 * Math.PI);

  private static final String PAPER =
      "Cox and Matthews 2002, doi 10.1006/jcph.2002.6995, prove the order";

  private static final String SELF =
      PAPER
          + "; against ETDRK4 with an eighth of the shorter step; ±0.1 is ours, for finite steps"
          + " and stiff modes (Hochbruck and Ostermann 2005, doi 10.1137/040611434)";

  private SpectralOrders() {}

  static List<Experiment> all() {
    List<Experiment> all = new ArrayList<>();
    all.add(
        new Experiment(
            SUBJECT,
            "orders on Burgers and the Cole-Hopf solution",
            Extent.SHORT,
            SpectralOrders::onRealSymbol));
    all.add(
        new Experiment(
            SUBJECT,
            "orders on KdV-Burgers and dense Runge-Kutta",
            Extent.SHORT,
            SpectralOrders::onComplexSymbol));
    all.add(
        new Experiment(
            SUBJECT, "linear waves in one step", Extent.SHORT, SpectralOrders::onLinearWaves));
    for (Equation equation : lineEquations()) {
      all.add(
          new Experiment(
              SUBJECT, "orders on " + equation.name(), Extent.SHORT, () -> ordersOnLine(equation)));
    }
    for (PlaneEquation equation : PlaneEquations.examples()) {
      all.add(
          new Experiment(
              SUBJECT,
              "orders on " + equation.name() + " on a plane",
              Extent.SHORT,
              () -> ordersOnPlane(equation)));
    }
    return all;
  }

  private static List<Equation> lineEquations() {
    return List.of(
        new KuramotoSivashinsky(),
        new Burgers(0.1),
        new KortewegDeVries(0.1),
        new KdvBurgers(0.1, 0.1),
        new FisherKpp(0.1, 1),
        new AllenCahn(0.3),
        new SwiftHohenberg(0.3),
        new Hyperdiffusion(0.02),
        new AdvectionDiffusion(1, 0, 0.05));
  }

  /** By Cox and Matthews. */
  private static int order(String scheme) {
    return switch (scheme) {
      case "etd1" -> 1;
      case "etdrk2" -> 2;
      case "etdrk4" -> 4;
      default -> throw new IllegalArgumentException("scheme (" + scheme + ") has no known order");
    };
  }

  private static List<Finding> onRealSymbol() {
    double viscosity = 0.5;
    return orders(
        new Burgers(viscosity),
        CIRCLE,
        SpectralSolutions.coleHopf(CIRCLE, viscosity, 0),
        SpectralSolutions.coleHopf(CIRCLE, viscosity, 1),
        PAPER
            + "; real symbol; against u = −2ν φₓ/φ, φ = 1.5 + exp(−νt) cos x (Cole 1951, doi"
            + " 10.1090/qam/42889); ±0.1 is ours, for finite steps");
  }

  private static List<Finding> onComplexSymbol() {
    Equation equation = new KdvBurgers(0.2, 0.05);
    PeriodicGrid grid = new PeriodicGrid(48, 2 * Math.PI);
    double[] initial = States.onLine(grid, x -> Math.sin(x) + 0.5);
    return orders(
        equation,
        grid,
        initial,
        rungeKutta(equation, grid, initial),
        PAPER
            + "; complex symbol, on which a scheme that drops imaginary parts is of first order;"
            + " against the classical Runge-Kutta scheme on dense matrices with steps of 1/4000;"
            + " ±0.1 is ours, for finite steps");
  }

  /** Orders from 80 and 160 steps: few enough that ETDRK4 stays clear of rounding. */
  private static List<Finding> orders(
      Equation equation, PeriodicGrid grid, double[] initial, double[] expected, String source) {
    List<Finding> findings = new ArrayList<>();
    for (String scheme : ExponentialStepper.SCHEMES) {
      double[] errors =
          errors(
              timeStep -> ExponentialStepper.named(scheme, equation, grid, timeStep),
              initial,
              expected,
              1,
              80);
      findings.add(
          Finding.between(
              order(scheme) - 0.1,
              order(scheme) + 0.1,
              "order of " + scheme + " on " + equation.name(),
              Convergence.order(errors[0], errors[1]),
              source));
    }
    return findings;
  }

  /** The errors of so many steps and of twice as many. */
  private static double[] errors(
      DoubleFunction<Stepper> scheme, double[] initial, double[] expected, double time, int steps) {
    double[] errors = new double[2];
    for (int i = 0; i < 2; i++) {
      int count = steps << i;
      errors[i] =
          States.distance(States.advanced(scheme.apply(time / count), initial, count), expected);
    }
    return errors;
  }

  private static List<Finding> ordersOnLine(Equation equation) {
    // So coarse, because stiff modes cost ETDRK4 part of its order.
    PeriodicGrid grid = new PeriodicGrid(16, (isStiff(equation.name()) ? 8 : 4) * Math.PI);
    double[] state =
        States.onLine(
            grid,
            x -> 0.2 + 0.5 * Math.cos(x + 1) + 0.4 * Math.sin(1.5 * x) - 0.3 * Math.cos(2 * x));
    List<Finding> findings = new ArrayList<>();
    double[] truth =
        States.advanced(ExponentialStepper.etdRk4(equation, grid, 0.2 / 512), state, 512);
    for (String scheme : ExponentialStepper.SCHEMES) {
      findings.add(
          orderOrExactness(
              scheme,
              equation.name(),
              errors(
                  timeStep -> ExponentialStepper.named(scheme, equation, grid, timeStep),
                  state,
                  truth,
                  0.2,
                  32)));
    }
    return findings;
  }

  private static List<Finding> ordersOnPlane(PlaneEquation equation) {
    // So coarse, because stiff modes cost ETDRK4 part of its order.
    PeriodicPlane grid = PeriodicPlane.square(16, (isStiff(equation.name()) ? 6 : 4) * Math.PI);
    // A flow so slow that the waves above make it is exact to rounding, which has no order.
    double amplitude = equation instanceof Vorticity ? 10 : 1;
    double[] state = States.waves(grid, equation.channels(), amplitude);
    List<Finding> findings = new ArrayList<>();
    double[] truth =
        States.advanced(ExponentialPlaneStepper.etdRk4(equation, grid, 0.2 / 512), state, 512);
    for (String scheme : ExponentialStepper.SCHEMES) {
      findings.add(
          orderOrExactness(
              scheme,
              equation.name() + " on a plane",
              errors(
                  timeStep -> ExponentialPlaneStepper.named(scheme, equation, grid, timeStep),
                  state,
                  truth,
                  0.2,
                  32)));
    }
    return findings;
  }

  /** Its highest modes decay the fastest of all, as the fourth power of the wavenumber. */
  private static boolean isStiff(String equation) {
    return equation.equals("swift-hohenberg") || equation.equals("kuramoto-sivashinsky");
  }

  /** A linear equation is integrated exactly by every scheme, and rounding has no order. */
  private static Finding orderOrExactness(String scheme, String equation, double[] errors) {
    if (equation.startsWith("hyperdiffusion") || equation.startsWith("advection-diffusion")) {
      return Finding.atMost(
          1e-12,
          "difference of " + scheme + " from ETDRK4 on " + equation,
          errors[1],
          "linear: every scheme is exact; the limit is ours, for the rounding of 512 steps");
    }
    return Finding.between(
        order(scheme) - 0.1,
        order(scheme) + 0.1,
        "order of " + scheme + " on " + equation,
        Convergence.order(errors[0], errors[1]),
        SELF);
  }

  private static double[] rungeKutta(Equation equation, PeriodicGrid grid, double[] initial) {
    double nyquist = grid.wavenumber(grid.nyquistMode());
    Circulant linear =
        new Circulant(
            grid,
            k -> {
              Complex symbol = equation.linearSymbol(k);
              return k == nyquist ? Complex.real(symbol.re()) : symbol;
            });
    Circulant derivative =
        new Circulant(grid, k -> k == nyquist ? Complex.ZERO : new Complex(0, k));
    int steps = 4000;
    return RungeKutta.advanced(u -> rate(linear, derivative, u), initial, 1.0 / steps, steps);
  }

  /** L u − ½ (u²)_x. */
  private static double[] rate(Circulant linear, Circulant derivative, double[] u) {
    double[] square = new double[u.length];
    for (int j = 0; j < u.length; j++) {
      square[j] = u[j] * u[j];
    }
    return States.moved(linear.times(u), -0.5, derivative.times(square));
  }

  /** u_t = −c u_x + ν u_xx − δ u_xxx with c = 3, ν = 0.2, δ = 0.1. */
  private record LinearWaves() implements Equation {

    @Override
    public String name() {
      return "linear-waves";
    }

    @Override
    public Complex linearSymbol(double k) {
      return new Complex(-0.2 * k * k, -3 * k + 0.1 * k * k * k);
    }

    @Override
    public NonlinearTerm nonlinearTerm() {
      return new LinearTerm();
    }
  }

  /** Exponential schemes owe the exact solution of a linear problem in one step, however long. */
  private static List<Finding> onLinearWaves() {
    PeriodicGrid grid = new PeriodicGrid(48, 10);
    double time = 2;
    List<Finding> findings = new ArrayList<>();
    for (String scheme : ExponentialStepper.SCHEMES) {
      findings.add(
          waveError(
              scheme, new LinearWaves(), grid, 1, time, "waves travel and decay as their symbol"));
      for (Equation equation :
          List.of(new KuramotoSivashinsky(), new Burgers(0.1), new KdvBurgers(0.1, 0.5))) {
        findings.add(
            waveError(
                scheme,
                equation,
                grid,
                1e-14,
                time,
                "at an amplitude of 1e-14 the square is below the last digit of the linear part"));
      }
    }
    return findings;
  }

  private static Finding waveError(
      String scheme,
      Equation equation,
      PeriodicGrid grid,
      double amplitude,
      double time,
      String why) {
    Stepper stepper = ExponentialStepper.named(scheme, equation, grid, time);
    double[] end = States.advanced(stepper, waves(equation, grid, amplitude, 0), 1);
    double[] expected = waves(equation, grid, amplitude, time);
    return Finding.atMost(
        1e-12,
        "relative error of one long step of " + scheme + " on " + equation.name(),
        States.largestDifference(expected, end) / amplitude,
        why + "; the limit is ours, for rounding");
  }

  /** A mean, and waves 1, 3 and 5 with different phases, at a time. */
  private static double[] waves(
      Equation equation, PeriodicGrid grid, double amplitude, double time) {
    double[] u = new double[grid.points()];
    for (int mode : new int[] {0, 1, 3, 5}) {
      double k = grid.wavenumber(mode);
      Complex symbol = equation.linearSymbol(k);
      double decay = Math.exp(symbol.re() * time);
      for (int j = 0; j < u.length; j++) {
        u[j] += amplitude * decay * Math.cos(k * grid.spacing() * j + mode + symbol.im() * time);
      }
    }
    return u;
  }
}
