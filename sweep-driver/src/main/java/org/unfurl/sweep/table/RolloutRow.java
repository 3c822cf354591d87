package org.unfurl.sweep.table;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.unfurl.sim.metric.FrameScore;
import org.unfurl.sweep.outcome.TrialResult.TestScore;

/**
 * One frame of one test rollout of a trial.
 *
 * @param frame from 1; frame 0 is the shared initial state and has no score
 */
public record RolloutRow(String trialKey, TestScore test, int frame, FrameScore score) {

  static Stream<RolloutRow> of(TrialRecord trial) {
    return trial.result().scores().stream()
        .flatMap(
            test ->
                IntStream.range(0, test.score().frames().size())
                    .mapToObj(
                        index ->
                            new RolloutRow(
                                trial.key(), test, index + 1, test.score().frames().get(index))));
  }
}
