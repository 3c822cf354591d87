package org.unfurl.sim.stepper;

/** Checks of the arrays that hold batches; their layout is stated at {@link Stepper}. */
final class Batch {

  private Batch() {}

  /** Checks that an array holds whole states. */
  static void requireStates(String name, double[] array, int stateSize) {
    if (array.length % stateSize != 0) {
      throw new IllegalArgumentException(
          name
              + " (length "
              + array.length
              + ") must be a multiple of the state size "
              + stateSize);
    }
  }

  /** Checks that an array is as long as the batch of states and is another array. */
  static void requireBeside(String name, double[] array, double[] state) {
    if (array.length != state.length) {
      throw new IllegalArgumentException(
          name
              + " (length "
              + array.length
              + ") must be as long as the batch of states ("
              + state.length
              + ")");
    }
    if (array == state) {
      throw new IllegalArgumentException(
          name + " (same array) must be another array than its input");
    }
  }

  /** Checks the arguments of {@link Stepper#step}. */
  static void checkStep(int stateSize, double[] state, double[] next) {
    requireStates("state", state, stateSize);
    requireBeside("next", next, state);
  }

  /** Checks the arguments of {@link DifferentiableStepper#vjp}. */
  static void checkVjp(int stateSize, double[] state, double[] cotangent, double[] result) {
    requireStates("state", state, stateSize);
    requireBeside("result", result, state);
    requireBeside("result", result, cotangent);
  }
}
