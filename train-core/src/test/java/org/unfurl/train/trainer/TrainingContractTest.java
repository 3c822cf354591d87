package org.unfurl.train.trainer;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.train.memory.MemoryLedger;
import org.unfurl.train.optimise.Adam;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;
import org.unfurl.train.stage.Stages;
import org.unfurl.train.unroll.Modality;
import org.unfurl.train.unroll.Unrolling;

/**
 * What holds of every setting that changes a training, in every modality: equal bits twice, memory
 * that does not grow with m, and equal bits where it goes on from its middle.
 */
class TrainingContractTest {

  /** A training where the setting does something; m is what its windows unroll. */
  private interface Case {
    Values of(Values plain, int m);
  }

  /** One line for each setting, by key. */
  private static final Map<String, Case> CASES =
      Map.ofEntries(
          entry("unroll-length", (plain, m) -> plain),
          entry("warm-up", with(Unrolling.WARM_UP, 2)),
          entry("truncation", with(Unrolling.TRUNCATION, 2)),
          entry(
              "training.stages",
              (plain, m) ->
                  plain.with(
                      Stages.SETTING,
                      List.of(
                          SmallTraining.stage(1, 3),
                          SmallTraining.stage(m, 5)
                              .with(Stages.WARM_UP, 3)
                              .with(Stages.OPTIMISER, Stages.Optimiser.FRESH)))),
          entry("training.updates", with(TrainingConfig.UPDATES, 9)),
          entry("training.batch-size", with(TrainingConfig.BATCH_SIZE, 3)),
          entry("training.learning-rate.initial", with(LearningRate.INITIAL, 1e-3)),
          entry("training.learning-rate.decay", with(LearningRate.DECAY, 0.5)),
          entry("training.learning-rate.every", with(LearningRate.EVERY, 2)),
          entry("training.weight-decay", with(Adam.WEIGHT_DECAY, 0.1)),
          entry("training.validation.share", (plain, m) -> validated(plain)),
          entry(
              "training.validation.every",
              (plain, m) -> validated(plain).with(ValidationSplit.EVERY, 2)),
          entry(
              "training.validation.patience",
              (plain, m) ->
                  validated(plain)
                      .with(ValidationSplit.EVERY, 1)
                      .with(ValidationSplit.PATIENCE, 2)),
          entry(
              "training.validation.keep",
              (plain, m) -> validated(plain).with(ValidationSplit.KEEP, ValidationSplit.Kept.BEST)),
          entry("training.divergence.above", with(RisingLoss.ABOVE, 1e6)),
          entry(
              "training.divergence.updates",
              (plain, m) -> plain.with(RisingLoss.ABOVE, 1e6).with(RisingLoss.UPDATES, 2)));

  private static <T> Case with(Setting<T> setting, T value) {
    return (plain, m) -> plain.with(setting, value);
  }

  private static Values validated(Values plain) {
    return plain.with(ValidationSplit.SHARE, 0.5).with(ValidationSplit.EVERY, 3);
  }

  private static Stream<String> registered() {
    return Stream.concat(Unrolling.SETTINGS.stream(), TrainingConfig.settings().stream())
        .map(Setting::key);
  }

  @Test
  void everySettingHasACase() {
    assertEquals(
        registered().collect(Collectors.toCollection(TreeSet::new)), new TreeSet<>(CASES.keySet()));
  }

  static Stream<Arguments> cases() {
    return registered()
        .filter(CASES::containsKey)
        .flatMap(key -> Stream.of(Modality.values()).map(one -> Arguments.of(key, one)));
  }

  private static Values values(String key, Modality modality, int m) {
    Values plain =
        SmallTraining.VALUES
            .with(TrainingConfig.UPDATES, 8)
            .with(Modality.SETTING, modality)
            .with(Unrolling.UNROLL_LENGTH, m);
    Values values = CASES.get(key).of(plain, m);
    return modality == Modality.ONE ? values.without(Unrolling.WARM_UP) : values;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalTrainingsHaveEqualBits(String key, Modality modality) {
    Values values = values(key, modality, 3);
    assertEquals(SmallTraining.outcome(values), SmallTraining.outcome(values));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void memoryIsFlatInTheUnrollLength(String key, Modality modality) {
    // The links of wig are what it holds: where they are cut after every second frame, two frames.
    int cut = modality == Modality.WIG ? 2 : 0;
    long few = peak(values(key, modality, 5).with(Unrolling.TRUNCATION, cut));
    long many = peak(values(key, modality, 10).with(Unrolling.TRUNCATION, cut));
    assertEquals(few, many);
  }

  private static long peak(Values values) {
    MemoryLedger memory = new MemoryLedger();
    Training training =
        SmallTraining.run(
            values, new Start.Fresh(), Checkpoints.none(), TrainingProgress.none(), memory);
    ((Training.Completed) training).model().close();
    return memory.peak();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fromItsMiddleItEndsWithTheSameBits(String key, Modality modality) {
    Values values = values(key, modality, 3);
    SmallTraining.Kept kept = new SmallTraining.Kept(updates -> updates <= 4);
    List<Object> unbroken =
        SmallTraining.outcome(SmallTraining.run(values, new Start.Fresh(), kept));
    assertTrue(kept.states.size() > 1, "states: " + kept.states.size());
    byte[] middle = kept.states.get(kept.states.size() - 1);
    assertEquals(
        unbroken,
        SmallTraining.outcome(
            SmallTraining.run(values, new Start.Resumed(middle), Checkpoints.none())));
  }
}
