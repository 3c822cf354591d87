package org.unfurl.sim.reference;

import java.util.Optional;
import org.unfurl.sim.grid.Restriction;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;

/** Makes reference data: initial states, warm-up, recorded frames. */
public final class ReferenceGenerator {

  /**
   * Part of every {@link ReferenceSpec#key}: raise it with any change of initial states, steppers
   * or systems that changes numbers, so that data made before are not taken for data made after.
   */
  static final int VERSION = 4;

  private ReferenceGenerator() {}

  /** As {@link #generate(ReferenceSpec, ReferenceObserver)} with nobody watching. */
  public static Trajectories generate(ReferenceSpec spec) throws ReferenceDivergedException {
    return generate(spec, ReferenceObserver.NONE);
  }

  /**
   * Runs the reference stepper of the spec's system, all trajectories as one batch.
   *
   * @param observer told of every frame, and asked where to begin
   * @throws ReferenceDivergedException if a state stops being finite, or if no rollout could be
   *     scored against a trajectory, see {@link Magnitude}
   * @throws IllegalArgumentException if the system does not exist, has fewer trajectories, or the
   *     data would not fit into one array, or if the observer resumes from what is no frame of it
   */
  public static Trajectories generate(ReferenceSpec spec, ReferenceObserver observer)
      throws ReferenceDivergedException {
    return generate(PhysicalSystems.named(spec.system()), spec, observer);
  }

  static Trajectories generate(
      PhysicalSystem system, ReferenceSpec spec, ReferenceObserver observer)
      throws ReferenceDivergedException {
    Restriction restriction = system.restriction();
    Trajectories trajectories = empty(spec, restriction.coarseSize());
    try (Stepper stepper = system.reference(spec.parameter())) {
      requireSize("state size of the reference", stepper.stateSize(), 1, restriction.fineSize());
      int warmUp = system.warmUpFrames(spec.split());
      int lastFrame = warmUp + spec.frames() - 1;
      Optional<ReferenceState> resumed = observer.resume(trajectories);
      resumed.ifPresent(
          from -> requireFrame(from, lastFrame, spec.trajectories() * stepper.stateSize()));
      ReferenceState first = resumed.orElseGet(() -> initial(system, spec));
      double[] state = first.state();
      requireSize("initial states", state.length, spec.trajectories(), restriction.fineSize());
      double[] next = new double[state.length];
      double[] coarse = new double[spec.trajectories() * restriction.coarseSize()];
      for (int frame = first.frame(); frame <= lastFrame; frame++) {
        requireFinite(spec, state, frame);
        if (frame >= warmUp) {
          restriction.apply(state, coarse);
          record(coarse, trajectories, frame - warmUp);
          requireScorable(spec, trajectories, frame - warmUp, frame);
        }
        observer.reached(new ReferenceState(frame, state), trajectories);
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

  private static Trajectories empty(ReferenceSpec spec, int stateSize) {
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
    return new Trajectories(spec.trajectories(), spec.frames(), stateSize, new double[(int) size]);
  }

  private static void record(double[] states, Trajectories trajectories, int frame) {
    int stateSize = trajectories.stateSize();
    for (int trajectory = 0; trajectory < trajectories.count(); trajectory++) {
      System.arraycopy(
          states,
          trajectory * stateSize,
          trajectories.values(),
          trajectories.offset(trajectory, frame),
          stateSize);
    }
  }

  /** A system of somebody else may say one thing and give another. */
  private static void requireSize(String what, int values, int count, int stateSize) {
    if (values != count * stateSize) {
      throw new IllegalArgumentException(
          what
              + " ("
              + values
              + " values) must have "
              + count
              + " x "
              + stateSize
              + " values, by the shape of the system; mend the system");
    }
  }

  private static ReferenceState initial(PhysicalSystem system, ReferenceSpec spec) {
    return new ReferenceState(
        0, system.initialStates(spec.split(), spec.parameter(), spec.trajectories(), spec.seed()));
  }

  private static void requireFrame(ReferenceState from, int lastFrame, int stateSize) {
    if (from.frame() > lastFrame || from.state().length != stateSize) {
      throw new IllegalArgumentException(
          "resumed frame ("
              + from.frame()
              + ", "
              + from.state().length
              + " values) must be at most "
              + lastFrame
              + " and hold "
              + stateSize
              + " values; begin anew");
    }
  }

  private static void requireFinite(ReferenceSpec spec, double[] state, int frame)
      throws ReferenceDivergedException {
    for (int i = 0; i < state.length; i++) {
      if (!Double.isFinite(state[i])) {
        throw new ReferenceDivergedException(spec, i / (state.length / spec.trajectories()), frame);
      }
    }
  }

  /**
   * Seen as early as can be: a step depends on the state alone, so a trajectory that is zero in two
   * frames is zero in all that follow, whatever the error horizon. To be trained on it may be.
   */
  private static void requireScorable(
      ReferenceSpec spec, Trajectories trajectories, int recorded, int frame)
      throws ReferenceDivergedException {
    for (int trajectory = 0; trajectory < trajectories.count(); trajectory++) {
      int from = trajectories.offset(trajectory, recorded);
      int to = from + trajectories.stateSize();
      if (Magnitude.of(trajectories.values(), from, to).isTooLarge()) {
        throw new ReferenceDivergedException(spec, trajectory, frame);
      }
      int start = trajectories.offset(trajectory, 0);
      if (recorded == 1
          && spec.split() != Split.TRAIN
          && Magnitude.of(trajectories.values(), start, to).isTooSmall()) {
        throw ReferenceDivergedException.zero(spec, trajectory, frame);
      }
    }
  }
}
