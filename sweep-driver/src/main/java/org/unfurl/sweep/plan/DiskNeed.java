package org.unfurl.sweep.plan;

import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.system.PhysicalSystems;

/** Bytes that a plan will write: exact for reference data, an upper estimate for the rest. */
final class DiskNeed {

  /** Header of a .npy file, padded to a multiple of 64 bytes. */
  private static final long NPY_HEADER = 128;

  /** Four doubles and the dictionary indices of a row of {@code rollouts}. */
  private static final long BYTES_PER_ROLLOUT_FRAME = 40;

  /** At most a few hundred rows of {@code losses} of three doubles each. */
  private static final long BYTES_OF_LOSSES = 300 * 26;

  /** A reference that takes less is done before its first checkpoint. */
  private static final double SECONDS_TO_CHECKPOINT = 60;

  private DiskNeed() {}

  static long bytes(ReferenceSpec spec) {
    int stateSize = PhysicalSystems.named(spec.system()).shape().size();
    return NPY_HEADER + (long) Double.BYTES * spec.trajectories() * spec.frames() * stateSize;
  }

  /**
   * What the checkpoints of a data set take until it is complete: its frames once more, and two
   * states on the reference's grid, the second while it replaces the first.
   */
  static long checkpointBytes(ReferenceSpec spec) {
    if (CostModel.seconds(spec) < SECONDS_TO_CHECKPOINT) {
      return 0;
    }
    int fineSize = PhysicalSystems.named(spec.system()).restriction().fineSize();
    return bytes(spec) + 2L * Double.BYTES * spec.trajectories() * fineSize;
  }

  /** Rows of the tables and, for a trained trial, its weights in single precision. */
  static long bytes(TrialConfig config, CostModel.Shared shared) {
    long rollouts = (long) shared.tests(config) * config.evaluation().tests();
    long rows = rollouts * config.evaluation().rolloutFrames() * BYTES_PER_ROLLOUT_FRAME;
    if (config instanceof TrialConfig.Trained trained) {
      return rows + BYTES_OF_LOSSES + Float.BYTES * shared.parameters(trained);
    }
    return rows;
  }
}
