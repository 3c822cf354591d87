package org.unfurl.sim.stepper;

/** Checks of the arrays that hold batches; their layout is stated at {@link Stepper}. */
public final class Batch {

  private Batch() {}

  /** Checks the arguments of {@link Stepper#step}. */
  public static void checkStep(int stateSize, double[] state, double[] next) {
    requireWholeStates(state, stateSize);
    requireLength("next", next, state);
    requireOther("next", next, "state", state);
  }

  /** Checks the arguments of {@link DifferentiableStepper#vjp}. */
  public static void checkVjp(int stateSize, double[] state, double[] cotangent, double[] result) {
    requireWholeStates(state, stateSize);
    requireLength("cotangent", cotangent, state);
    requireLength("result", result, state);
    requireOther("result", result, "state", state);
    requireOther("result", result, "cotangent", cotangent);
  }

  private static void requireWholeStates(double[] state, int stateSize) {
    if (state.length % stateSize != 0) {
      throw new IllegalArgumentException(
          "state (length " + state.length + ") must be a multiple of the state size " + stateSize);
    }
  }

  private static void requireLength(String name, double[] array, double[] state) {
    if (array.length != state.length) {
      throw new IllegalArgumentException(
          name
              + " (length "
              + array.length
              + ") must be as long as the batch of states ("
              + state.length
              + ")");
    }
  }

  private static void requireOther(
      String outputName, double[] output, String inputName, double[] input) {
    if (output == input) {
      throw new IllegalArgumentException(outputName + " must be another array than " + inputName);
    }
  }
}
