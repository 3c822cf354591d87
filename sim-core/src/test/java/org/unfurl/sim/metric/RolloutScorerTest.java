package org.unfurl.sim.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.stepper.Persistence;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.Thresholds;

/** Expected numbers are worked out by hand on states of two or four points. */
class RolloutScorerTest {

  private static final Thresholds THRESHOLDS = new Thresholds(0.2, 3, 500);

  /** Applies one function to every value. */
  private record Pointwise(int stateSize, DoubleUnaryOperator function) implements Stepper {

    @Override
    public void step(double[] state, double[] next) {
      Arrays.setAll(next, i -> function.applyAsDouble(state[i]));
    }
  }

  @Test
  void relativeErrorIsASquareOverTheSquaredMaximumWithTheSharedFrameInTheMean() {
    // Maximum of u² over the frames 0 to 2: 16, in the last of them; the 100 of frame 3 lies beyond
    // the horizon.
    Trajectories reference = new Trajectories(1, 4, 2, new double[] {1, 2, 1, 2, 3, 4, 10, 10});
    RolloutScore score = score(new Persistence(2), reference, 2, THRESHOLDS);

    // Frames 0 and 1: 0; frame 2: ((1−3)² + (2−4)²) / 2 = 4.
    assertEquals(4.0 / 16 / 3, score.relativeError(), 1e-15);
    assertEquals(4.0 / 3, score.meanSquaredError(), 1e-15);
    assertEquals(3, score.frames().size());
    assertEquals(0, score.frames().get(0).error());
    assertEquals(4.0 / 16, score.frames().get(1).error(), 1e-15);
    // Frame 3: ((1−10)² + (2−10)²) / 2 = 72.5.
    assertEquals(72.5 / 16, score.frames().get(2).error(), 1e-14);
    // (1² + 2²) / 2 / 2
    assertEquals(1.25, score.frames().get(0).energy(), 1e-15);
  }

  @Test
  void errorsOfOneFrameAreClippedAtThirty() {
    Trajectories reference = new Trajectories(1, 3, 2, new double[] {1, -1, 1, -1, 1, -1});
    // Frames 1 and 2 are ±3 and ±9: mean squares 4 and 64 over a maximum of 1.
    RolloutScore score = score(new Pointwise(2, u -> 3 * u), reference, 2, THRESHOLDS);

    assertEquals((4.0 + 30) / 3, score.relativeError(), 1e-14);
    assertEquals((4.0 + 30) / 3, score.meanSquaredError(), 1e-14);
    assertEquals(64, score.frames().get(1).error(), 1e-12);
  }

  @Test
  void stableFramesEndWhereTheResidualExceedsItsThreshold() {
    double[] constant = {1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1};
    Trajectories reference = new Trajectories(1, 6, 2, constant);
    // û(t) = ±3ᵗ and the residual stepper is the identity: r = ±2·3ᵗ⁻¹, Σ r² = 8·9ᵗ⁻¹, which is
    // 8, 72, 648, …
    RolloutScore score = score(new Pointwise(2, u -> 3 * u), reference, 5, THRESHOLDS);

    assertEquals(3, score.stableFrames());
    assertEquals(72, score.frames().get(1).residual(), 1e-12);
    assertEquals(648, score.frames().get(2).residual(), 1e-12);
    assertEquals(5, score(new Persistence(2), reference, 5, THRESHOLDS).stableFrames());
  }

  @Test
  void correlationIsLostAtTheFirstFrameOfALastingRun() {
    // The rollout stays at (1, −1), so its correlation with frame t is the sign of frame t: lost in
    // frame 2, found again in 4, lost for three frames from 5 on.
    Trajectories reference = signs(1, 1, -1, -1, 1, -1, -1, -1, 1);

    RolloutScore score = score(new Persistence(2), reference, 1, THRESHOLDS);
    assertEquals(5, score.correlatedFrames());
    assertEquals(-1, score.frames().get(1).correlation(), 1e-15);
    assertEquals(1, score.frames().get(3).correlation(), 1e-15);
  }

  @Test
  void aRunTooShortOrCutOffByTheEndIsNoLoss() {
    assertEquals(
        7,
        score(new Persistence(2), signs(1, 1, -1, -1, 1, 1, -1, -1), 1, THRESHOLDS)
            .correlatedFrames());
  }

  private static Trajectories signs(int... signs) {
    double[] values = new double[2 * signs.length];
    for (int t = 0; t < signs.length; t++) {
      values[2 * t] = signs[t];
      values[2 * t + 1] = -signs[t];
    }
    return new Trajectories(1, signs.length, 2, values);
  }

  @Test
  void aConstantFieldCorrelatesWithNothing() {
    Trajectories reference = signs(1, 1, 1, 1);
    RolloutScore score = score(new Pointwise(2, u -> 0), reference, 3, THRESHOLDS);

    assertEquals(0, score.frames().get(0).correlation());
    assertEquals(1, score.correlatedFrames());
    // The zero prediction: every frame's error is 1 of a maximum of 1.
    assertEquals(3.0 / 4, score.relativeError(), 1e-15);
  }

  @Test
  void aRolloutThatLeavesTheFiniteNumbersStopsAloneAndCountsAsLost() {
    // u ← u⁴: the first trajectory stays at 1, the second is 1e2, 1e8, 1e32, 1e128 with a square
    // that still fits, then 1e512, which does not.
    double[] values = new double[2 * 9 * 2];
    for (int t = 0; t < 9; t++) {
      values[2 * t] = 1;
      values[2 * t + 1] = t == 0 ? 1 : -1;
      values[18 + 2 * t] = 100;
      values[18 + 2 * t + 1] = -100;
    }
    Trajectories reference = new Trajectories(2, 9, 2, values);
    Stepper fourthPower = new Pointwise(2, u -> u * u * u * u);
    List<RolloutScore> scores =
        RolloutScorer.score(fourthPower, reference, fourthPower, 8, THRESHOLDS);

    assertEquals(8, scores.get(0).frames().size());
    assertEquals(8, scores.get(0).stableFrames());
    RolloutScore lost = scores.get(1);
    assertEquals(3, lost.frames().size());
    // Its residual is zero as long as it is finite, so only the end ends it, in frame 4.
    assertEquals(4, lost.stableFrames());
    // u⁴ is a constant field: correlation 0 from frame 1 on.
    assertEquals(1, lost.correlatedFrames());
    assertEquals(8 * 30.0 / 9, lost.relativeError(), 1e-13);
    assertTrue(lost.frames().stream().allMatch(frame -> Double.isFinite(frame.error())));
  }

  @Test
  void theEndOfARolloutCompletesARunOfLowFrames() {
    // ±1, ±2, ∓2000, infinite: low in frame 2 alone, but there is no frame left to recover in.
    Stepper stepper =
        new Pointwise(2, u -> Math.abs(u) < 2 ? 2 * u : Math.abs(u) < 4 ? -1000 * u : 1e308 * u);
    RolloutScore score = score(stepper, signs(1, 1, 1, 1, 1, 1), 5, new Thresholds(0.2, 3, 1e9));

    assertEquals(2, score.frames().size());
    assertEquals(2, score.correlatedFrames());
    assertEquals(3, score.stableFrames());
  }

  @Test
  void rolloutsDoNotInfluenceEachOther() {
    double[] values = {1, 2, 3, 1, 2, 2, -1, 4, 0, 5, 1, 1};
    Stepper stepper = new Pointwise(2, u -> 1.1 * u - 0.2);
    List<RolloutScore> together =
        RolloutScorer.score(
            stepper, new Trajectories(2, 3, 2, values), new Persistence(2), 2, THRESHOLDS);

    for (int i = 0; i < 2; i++) {
      Trajectories alone =
          new Trajectories(1, 3, 2, Arrays.copyOfRange(values, 6 * i, 6 * (i + 1)));
      assertEquals(score(stepper, alone, 2, THRESHOLDS), together.get(i));
    }
  }

  @Test
  void refusesWhatCannotBeScored() {
    Trajectories reference = signs(1, 1, 1);
    assertEquals(
        "errorHorizon (3) must lie between 1 and the frames rolled out (2)",
        refusal(() -> score(new Persistence(2), reference, 3, THRESHOLDS)));
    assertEquals(
        "errorHorizon (0) must lie between 1 and the frames rolled out (2)",
        refusal(() -> score(new Persistence(2), reference, 0, THRESHOLDS)));
    assertEquals(
        "stepper (state size 4) must have the state size of the reference (2)",
        refusal(() -> score(new Persistence(4), reference, 1, THRESHOLDS)));
    assertEquals(
        "reference (trajectory 0, largest value 0.0) must be finite and not zero everywhere, its"
            + " squares too",
        refusal(
            () ->
                score(
                    new Persistence(2), new Trajectories(1, 2, 2, new double[4]), 1, THRESHOLDS)));
  }

  private static String refusal(Runnable attempt) {
    return assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
  }

  private static RolloutScore score(
      Stepper stepper, Trajectories reference, int errorHorizon, Thresholds thresholds) {
    return RolloutScorer.score(stepper, reference, new Persistence(2), errorHorizon, thresholds)
        .get(0);
  }
}
