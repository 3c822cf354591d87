package org.unfurl.sim.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.sim.verification.Experiment.Extent;

/** Random states, extreme parameters, values that are not finite. */
final class RobustnessExperiments {

  private static final Subject SUBJECT =
      new Subject(
          "robustness",
          "A diverged rollout is a result, so a step must come back from any state, finite or not,"
              + " without an exception; arrays that do not fit and numbers that cannot be must be"
              + " refused with the name of what is wrong. Counted is what breaks this, so every"
              + " number must be 0. Not claimed: that what comes back from such a state has a"
              + " meaning.");

  private static final String CONTRACT =
      "a diverged rollout is a result: no state may end in an exception (the contract of Stepper)";

  /** Values of a fine state above which a system's frames take too long for the tests. */
  private static final int LARGE = 20_000;

  private RobustnessExperiments() {}

  static List<Experiment> all() {
    List<Experiment> all = new ArrayList<>();
    for (PhysicalSystem system : PhysicalSystems.builtIn()) {
      all.add(
          new Experiment(
              SUBJECT,
              "states and parameters out of range, " + system.name(),
              system.restriction().fineSize() > LARGE ? Extent.LONG : Extent.SHORT,
              () -> findings(system)));
    }
    return all;
  }

  private static List<Finding> findings(PhysicalSystem system) {
    Tally exceptions = new Tally();
    Tally finite = new Tally();
    Tally neighbours = new Tally();
    Tally arrays = new Tally();
    double trained = system.parameters(Split.TRAIN).get(0);
    steppers(system, trained)
        .forEach(
            (name, stepper) -> {
              try (stepper) {
                double[] ordinary = ordinary(system, trained, stepper.stateSize());
                countStates(stepper, name, ordinary, exceptions, finite);
                neighbours.countUnless(isUnmoved(stepper, ordinary), name);
                countWrongArrays(stepper, name, arrays);
              }
            });
    Tally parameters = new Tally();
    Tally taken = new Tally();
    countParameters(system, trained, parameters, taken);
    String name = system.name();
    return List.of(
        exceptions.finding(name + ": exceptions on states of up to 1e300, infinite, NaN", CONTRACT),
        finite.finding(
            name + ": states that are not finite and end finite",
            "a rollout that has diverged must not look as if it had come back"),
        neighbours.finding(
            name + ": steppers that let a NaN of one state reach another of the batch",
            "the states of a batch are independent"),
        parameters.finding(
            name + ": exceptions at parameters from 1e-9 to 1e9 times the trained",
            "each is refused with an IllegalArgumentException that names it, or stepped with"),
        taken.finding(
            name + ": parameters that are not finite and not refused by value",
            "an IllegalArgumentException whose message has the value"),
        arrays.finding(
            name + ": arrays that do not fit and are not refused by name",
            "an IllegalArgumentException whose message begins with the argument's name"));
  }

  private static Map<String, Stepper> steppers(PhysicalSystem system, double parameter) {
    Map<String, Stepper> steppers = new LinkedHashMap<>();
    steppers.put("reference", system.reference(parameter));
    if (system.restriction().fineSize() != system.restriction().coarseSize()) {
      steppers.put("residual", system.residualStepper(parameter));
    }
    for (String scheme : system.schemes()) {
      steppers.put(scheme, system.solver(scheme, parameter));
    }
    return steppers;
  }

  /** An initial state, restricted for those who live on the solver's grid. */
  private static double[] ordinary(PhysicalSystem system, double parameter, int size) {
    double[] fine = system.initialStates(Split.TRAIN, parameter, 1, new Seed(9));
    if (fine.length == size) {
      return fine;
    }
    double[] coarse = new double[size];
    system.restriction().apply(fine, coarse);
    return coarse;
  }

  private static void countStates(
      Stepper stepper, String name, double[] ordinary, Tally exceptions, Tally finite) {
    states(ordinary)
        .forEach(
            (kind, state) -> {
              String what = name + " on " + kind;
              exceptions.count(what, () -> advance(stepper, state));
              if (!isFinite(state)) {
                finite.countUnless(!isFinite(States.advanced(stepper, state, 1)), what);
              }
            });
  }

  private static Map<String, double[]> states(double[] ordinary) {
    int size = ordinary.length;
    Map<String, double[]> states = new LinkedHashMap<>();
    states.put("an initial state", ordinary);
    states.put("zero", new double[size]);
    for (double amplitude : new double[] {1, 1e3, 1e6, 1e150, 1e300}) {
      double[] state = States.random(size, "amplitude " + amplitude);
      for (int k = 0; k < size; k++) {
        state[k] *= amplitude;
      }
      states.put("values of " + amplitude, state);
    }
    for (double value :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      double[] one = ordinary.clone();
      one[size / 3] = value;
      states.put("one value " + value, one);
      double[] every = new double[size];
      Arrays.fill(every, value);
      states.put("every value " + value, every);
    }
    return states;
  }

  /** A step, and its adjoint with an ordinary cotangent and with the state as one. */
  private static void advance(Stepper stepper, double[] state) {
    double[] result = new double[state.length];
    stepper.step(state, result);
    if (stepper instanceof DifferentiableStepper differentiable) {
      differentiable.vjp(state, States.random(state.length, "cotangent"), result);
      differentiable.vjp(state, state.clone(), result);
    }
  }

  private static boolean isFinite(double[] state) {
    return Arrays.stream(state).allMatch(Double::isFinite);
  }

  /** Whether a state comes out the same, in every bit, between two that are not numbers. */
  private static boolean isUnmoved(Stepper stepper, double[] state) {
    int size = state.length;
    double[] batch = new double[3 * size];
    Arrays.fill(batch, Double.NaN);
    System.arraycopy(state, 0, batch, size, size);
    double[] next = States.advanced(stepper, batch, 1);
    return Arrays.equals(
        Arrays.copyOfRange(next, size, 2 * size), States.advanced(stepper, state, 1));
  }

  private static void countParameters(
      PhysicalSystem system, double trained, Tally parameters, Tally taken) {
    List<String> schemes = new ArrayList<>(system.schemes());
    schemes.add("reference");
    for (String scheme : schemes) {
      for (double factor : new double[] {1e-9, 1e-3, 0, -1, 1e3, 1e9}) {
        double parameter = factor * trained;
        parameters.count(
            scheme + " at " + parameter,
            () -> {
              try (Stepper stepper = stepper(system, scheme, parameter)) {
                advance(stepper, ordinary(system, trained, stepper.stateSize()));
              } catch (IllegalArgumentException e) {
                requireName(e);
              }
            });
      }
      for (double parameter :
          new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
        boolean refused = false;
        try (Stepper stepper = stepper(system, scheme, parameter)) {
          refused = stepper == null;
        } catch (IllegalArgumentException e) {
          refused = true;
        }
        taken.countUnless(refused, scheme + " at " + parameter);
      }
    }
  }

  private static Stepper stepper(PhysicalSystem system, String scheme, double parameter) {
    return scheme.equals("reference")
        ? system.reference(parameter)
        : system.solver(scheme, parameter);
  }

  /** What does not follow the form of a refusal counts as an exception like any other. */
  private static void requireName(IllegalArgumentException refusal) {
    if (refusal.getMessage() == null || !refusal.getMessage().matches("\\w+ \\(.*\\) must .*")) {
      throw refusal;
    }
  }

  private static void countWrongArrays(Stepper stepper, String name, Tally arrays) {
    int n = stepper.stateSize();
    double[] state = new double[n];
    countUnlessRefused(
        "state", name, () -> stepper.step(new double[n + 1], new double[n + 1]), arrays);
    countUnlessRefused("next", name, () -> stepper.step(state, new double[2 * n]), arrays);
    countUnlessRefused("next", name, () -> stepper.step(state, state), arrays);
    if (stepper instanceof DifferentiableStepper differentiable) {
      double[] cotangent = new double[n];
      double[] longer = new double[2 * n];
      countUnlessRefused(
          "cotangent", name, () -> differentiable.vjp(state, longer, new double[n]), arrays);
      countUnlessRefused(
          "result", name, () -> differentiable.vjp(state, cotangent, longer), arrays);
      countUnlessRefused("result", name, () -> differentiable.vjp(state, cotangent, state), arrays);
      countUnlessRefused(
          "result", name, () -> differentiable.vjp(state, cotangent, cotangent), arrays);
    }
  }

  private static void countUnlessRefused(
      String argument, String name, Runnable call, Tally arrays) {
    String message = "";
    try {
      call.run();
    } catch (IllegalArgumentException e) {
      message = String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      message = "not " + e;
    }
    arrays.countUnless(message.startsWith(argument + " "), name + ", " + argument);
  }
}
