package org.unfurl.sim.reference;

import java.util.Optional;

/**
 * Watches reference data being made, on the thread that makes them. What it throws ends the
 * generation.
 */
public interface ReferenceObserver {

  /** Looks away. */
  ReferenceObserver NONE = (reached, recorded) -> {};

  /**
   * Where to go on. What an earlier generation of the same spec told of a frame, given back here,
   * leads to the same bits as a generation that was never interrupted.
   *
   * @param recorded to be filled with the frames recorded up to the one returned
   * @return the frame to go on from, whose array is overwritten then; empty to begin with the
   *     initial states
   */
  default Optional<ReferenceState> resume(Trajectories recorded) {
    return Optional.empty();
  }

  /**
   * Told of every frame, the initial states included, and of the one it is resumed from.
   *
   * @param reached valid during the call: its array is overwritten afterwards
   * @param recorded holds what is recorded up to this frame, behind it nothing that counts. Not to
   *     be modified
   */
  void reached(ReferenceState reached, Trajectories recorded);
}
