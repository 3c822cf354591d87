package org.unfurl.sim.reference;

import org.unfurl.sim.grid.Restriction;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;

/** Makes reference data: initial states, warm-up, recorded frames. */
public final class ReferenceGenerator {

  /**
   * Part of every {@link ReferenceSpec#key}: raise it with any change of initial states, steppers
   * or systems that changes numbers, so that data made before are not taken for data made after.
   */
  static final int VERSION = 4;

  private ReferenceGenerator() {}

  /**
   * Runs the reference stepper of the spec's system, all trajectories as one batch.
   *
   * @throws ReferenceDivergedException if a state stops being finite
   * @throws IllegalArgumentException if the system does not exist, has fewer trajectories, or the
   *     data would not fit into one array
   */
  public static Trajectories generate(ReferenceSpec spec) throws ReferenceDivergedException {
    PhysicalSystem system = PhysicalSystems.named(spec.system());
    Restriction restriction = system.restriction();
    int stateSize = restriction.coarseSize();
    long size = (long) spec.trajectories() * spec.frames() * stateSize;
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "trajectories ("
              + spec.trajectories()
              + ") x frames ("
              + spec.frames()
              + ") x state size ("
              + stateSize
              + ") must stay below 2^31: ask for fewer frames");
    }
    Trajectories trajectories =
        new Trajectories(spec.trajectories(), spec.frames(), stateSize, new double[(int) size]);
    try (Stepper stepper = system.reference(spec.parameter())) {
      int warmUp = system.warmUpFrames(spec.split());
      double[] state =
          system.initialStates(spec.split(), spec.parameter(), spec.trajectories(), spec.seed());
      double[] next = new double[state.length];
      double[] recorded = new double[spec.trajectories() * stateSize];
      int lastFrame = warmUp + spec.frames() - 1;
      for (int frame = 0; frame <= lastFrame; frame++) {
        requireFinite(spec, state, frame);
        if (frame >= warmUp) {
          restriction.apply(state, recorded);
          for (int trajectory = 0; trajectory < spec.trajectories(); trajectory++) {
            System.arraycopy(
                recorded,
                trajectory * stateSize,
                trajectories.values(),
                trajectories.offset(trajectory, frame - warmUp),
                stateSize);
          }
        }
        if (frame < lastFrame) {
          stepper.step(state, next);
          double[] previous = state;
          state = next;
          next = previous;
        }
      }
    }
    return trajectories;
  }

  private static void requireFinite(ReferenceSpec spec, double[] state, int frame)
      throws ReferenceDivergedException {
    for (int i = 0; i < state.length; i++) {
      if (!Double.isFinite(state[i])) {
        throw new ReferenceDivergedException(spec, i / (state.length / spec.trajectories()), frame);
      }
    }
  }
}
