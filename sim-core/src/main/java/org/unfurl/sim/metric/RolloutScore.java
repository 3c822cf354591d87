package org.unfurl.sim.metric;

import java.io.Serializable;
import java.util.List;

/**
 * What one rollout scores against its reference.
 *
 * @param relativeError the study's relative error over the first {@code errorHorizon} frames: a
 *     squared error over the squared maximum of the reference, see {@link RolloutScorer}
 * @param meanSquaredError the same mean without the normalisation
 * @param stableFrames first frame whose physics residual exceeds the threshold; the number of
 *     frames rolled out where none does (censored)
 * @param correlatedFrames first frame of a lasting loss of correlation; the number of frames rolled
 *     out where none occurs (censored)
 * @param frames one entry per frame after the shared initial state: index 0 is frame 1; ends early
 *     where the rollout stopped being finite
 */
public record RolloutScore(
    double relativeError,
    double meanSquaredError,
    int stableFrames,
    int correlatedFrames,
    List<FrameScore> frames)
    implements Serializable {

  /** Copies the list. */
  public RolloutScore {
    frames = List.copyOf(frames);
  }
}
