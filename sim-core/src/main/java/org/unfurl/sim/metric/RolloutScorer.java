package org.unfurl.sim.metric;

import java.util.ArrayList;
import java.util.List;
import org.unfurl.sim.reference.Magnitude;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.Thresholds;

/**
 * Rolls a stepper out from the first frame of every reference trajectory and scores each rollout as
 * the study does (arXiv 2402.12971, published evaluation code).
 *
 * <p>With û the rollout, u the reference, t = 0 the shared initial state and H the error horizon:
 *
 * <ul>
 *   <li><b>relative error</b>: e(t) = mean over x of (û − u)² / M, where M is the maximum of u²
 *       over x and over the frames 0 … H of that trajectory. Each e(t) is clipped at 30, and the
 *       mean is taken over the H + 1 frames 0 … H. It is a squared error over a squared maximum.
 *   <li><b>mean squared error</b>: the same without M, the clip included.
 *   <li><b>correlated frames</b>: the first frame of the first run of {@link Thresholds#lowFrames}
 *       consecutive frames whose Pearson correlation over x lies below {@link
 *       Thresholds#correlation}. (The study scans with a counter; this is the rule it amounts to.)
 *       The correlation with or of a constant field counts as 0.
 *   <li><b>stable frames</b>: the first frame t whose physics residual r = û(t) − S(û(t − 1)), S
 *       being the residual stepper, has a sum of squares over x above {@link Thresholds#residual}.
 * </ul>
 *
 * <p>Both times are censored at the number of frames rolled out. A rollout ends at the first frame
 * that is not finite, or so large that its scores are not: it has no {@link FrameScore} from there
 * on, its error counts as the clip, its frames as uncorrelated, and that frame as unstable.
 */
public final class RolloutScorer {

  /** The largest error that one frame contributes. */
  private static final double CLIP = 30;

  private RolloutScorer() {}

  /**
   * Rolls out as many frames as the reference has after its first, and scores.
   *
   * @param stepper what is scored: a trained model, a bare solver, persistence
   * @param reference the truth; its frame 0 is the shared initial state
   * @param residualStepper the stepper that defines the physics residual r = uⁿ⁺¹ − step(uⁿ)
   * @param errorHorizon frames over which the relative error is averaged (the study: 12), between 1
   *     and the number of frames rolled out
   * @param thresholds the system's
   * @return one score per trajectory, in their order
   */
  public static List<RolloutScore> score(
      Stepper stepper,
      Trajectories reference,
      Stepper residualStepper,
      int errorHorizon,
      Thresholds thresholds) {
    int rolloutFrames = reference.frames() - 1;
    if (errorHorizon < 1 || errorHorizon > rolloutFrames) {
      throw new IllegalArgumentException(
          "errorHorizon ("
              + errorHorizon
              + ") must lie between 1 and the frames rolled out ("
              + rolloutFrames
              + ")");
    }
    requireStateSize("stepper", stepper, reference);
    requireStateSize("residualStepper", residualStepper, reference);

    int stateSize = reference.stateSize();
    List<Rollout> rollouts = new ArrayList<>();
    double[] state = new double[reference.count() * stateSize];
    for (int trajectory = 0; trajectory < reference.count(); trajectory++) {
      rollouts.add(new Rollout(reference, trajectory, errorHorizon));
      System.arraycopy(
          reference.values(),
          reference.offset(trajectory, 0),
          state,
          trajectory * stateSize,
          stateSize);
    }
    double[] next = new double[state.length];
    double[] physical = new double[state.length];
    // One batch to the end: a rollout that has ended is carried along, and harms no other.
    for (int frame = 1; frame <= rolloutFrames; frame++) {
      stepper.step(state, next);
      residualStepper.step(state, physical);
      for (Rollout rollout : rollouts) {
        rollout.record(frame, next, physical);
      }
      double[] previous = state;
      state = next;
      next = previous;
    }
    return rollouts.stream()
        .map(rollout -> rollout.score(rolloutFrames, errorHorizon, thresholds))
        .toList();
  }

  private static void requireStateSize(String name, Stepper stepper, Trajectories reference) {
    if (stepper.stateSize() != reference.stateSize()) {
      throw new IllegalArgumentException(
          name
              + " (state size "
              + stepper.stateSize()
              + ") must have the state size of the reference ("
              + reference.stateSize()
              + ")");
    }
  }

  /** The frames of one trajectory's rollout, scored as they come. */
  private static final class Rollout {

    private final Trajectories reference;
    private final int trajectory;

    /** M: maximum of u² over the points and the frames 0 … H. */
    private final double squaredMaximum;

    /** Frames 1, 2, … up to the end of the rollout. */
    private final List<FrameScore> frames = new ArrayList<>();

    /** Whether a frame was not finite; there are no more frames then. */
    private boolean ended;

    Rollout(Trajectories reference, int trajectory, int errorHorizon) {
      this.reference = reference;
      this.trajectory = trajectory;
      Magnitude magnitude =
          Magnitude.of(
              reference.values(),
              reference.offset(trajectory, 0),
              reference.offset(trajectory, errorHorizon) + reference.stateSize());
      if (magnitude.isTooSmall() || magnitude.isTooLarge()) {
        throw new IllegalArgumentException(
            "reference (trajectory "
                + trajectory
                + ", largest value "
                + magnitude.largest()
                + ") must be finite and not zero everywhere, its squares too");
      }
      this.squaredMaximum = magnitude.squared();
    }

    /** Scores one frame of the batch, unless the rollout has ended. */
    void record(int frame, double[] predicted, double[] physical) {
      if (ended) {
        return;
      }
      int points = reference.stateSize();
      int at = trajectory * points;
      int truthAt = reference.offset(trajectory, frame);
      double[] truth = reference.values();

      double predictedMean = 0;
      double truthMean = 0;
      for (int i = 0; i < points; i++) {
        predictedMean += predicted[at + i] / points;
        truthMean += truth[truthAt + i] / points;
      }
      double squaredError = 0;
      double residual = 0;
      double energy = 0;
      double covariance = 0;
      double predictedVariance = 0;
      double truthVariance = 0;
      for (int i = 0; i < points; i++) {
        double value = predicted[at + i];
        double error = value - truth[truthAt + i];
        double defect = value - physical[at + i];
        double predictedDeviation = value - predictedMean;
        double truthDeviation = truth[truthAt + i] - truthMean;
        squaredError += error * error / points;
        residual += defect * defect;
        energy += value * value / (2 * points);
        covariance += predictedDeviation * truthDeviation;
        predictedVariance += predictedDeviation * predictedDeviation;
        truthVariance += truthDeviation * truthDeviation;
      }
      double spread = Math.sqrt(predictedVariance) * Math.sqrt(truthVariance);
      double correlation = spread == 0 ? 0 : covariance / spread;
      // Each is a sum over all points, so each is infinite or NaN where a single point is.
      ended = !Double.isFinite(squaredError + residual + energy + correlation);
      if (!ended) {
        frames.add(new FrameScore(squaredError / squaredMaximum, correlation, residual, energy));
      }
    }

    RolloutScore score(int rolloutFrames, int errorHorizon, Thresholds thresholds) {
      double relativeError = 0;
      double meanSquaredError = 0;
      for (int frame = 1; frame <= errorHorizon; frame++) {
        double error =
            frame <= frames.size() ? frames.get(frame - 1).error() : Double.POSITIVE_INFINITY;
        relativeError += Math.min(error, CLIP);
        meanSquaredError += Math.min(error * squaredMaximum, CLIP);
      }
      // Frame 0 is shared: it counts in the mean, its error is zero.
      return new RolloutScore(
          relativeError / (errorHorizon + 1),
          meanSquaredError / (errorHorizon + 1),
          stableFrames(rolloutFrames, thresholds),
          correlatedFrames(rolloutFrames, thresholds),
          frames);
    }

    private int stableFrames(int rolloutFrames, Thresholds thresholds) {
      for (int frame = 1; frame <= frames.size(); frame++) {
        if (frames.get(frame - 1).residual() > thresholds.residual()) {
          return frame;
        }
      }
      return ended ? frames.size() + 1 : rolloutFrames;
    }

    private int correlatedFrames(int rolloutFrames, Thresholds thresholds) {
      int low = 0;
      for (int frame = 1; frame <= frames.size(); frame++) {
        low = frames.get(frame - 1).correlation() < thresholds.correlation() ? low + 1 : 0;
        if (low == thresholds.lowFrames()) {
          return frame - low + 1;
        }
      }
      // Beyond the end of the rollout every frame is low, so a run that reaches it lasts.
      return ended ? frames.size() + 1 - low : rolloutFrames;
    }
  }
}
