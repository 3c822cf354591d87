package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.fixture.GrayScott;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.setting.Kind;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;
import org.unfurl.train.stage.Stages;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;
import org.unfurl.train.unroll.Unrolling;

/** What every setting of a training claims to matter to, held against trained weights. */
class TrainingSettingsContractTest {

  private static final GrayScott SYSTEM = GrayScott.differentiable();
  private static final Map<Double, Trajectories> DATA = SYSTEM.data(3, 20);

  private static List<Setting<?>> settings() {
    return Stream.of(Unrolling.SETTINGS, TrainingConfig.settings())
        .<Setting<?>>flatMap(List::stream)
        .toList();
  }

  /** It decides how a training ends that goes wrong, and nothing of one that does not. */
  private static final Setting<?> ENDING = RisingLoss.ABOVE;

  @ParameterizedTest
  @MethodSource("trainings")
  void valuesThatCountAlikeTrainAlikeAndOthersDoNot(
      Task task, Modality modality, double decay, Setting<?> setting) {
    Values point =
        completed(
            new TrainingConfig(
                    task,
                    "euler",
                    modality,
                    3,
                    0,
                    0,
                    ArchitectureSpec.sized("conv-resnet", 3, 1),
                    2,
                    4,
                    new LearningRate(1e-2, decay, 2))
                .values());
    List<Values> different = values(setting, point);
    List<Values> counted = different.stream().map(one -> one.relevant(settings())).toList();
    List<Integer> trained = different.stream().map(TrainingSettingsContractTest::trained).toList();
    for (int i = 1; i < different.size(); i++) {
      assertEquals(
          counted.get(0).equals(counted.get(i)),
          trained.get(0).equals(trained.get(i)),
          setting + ": " + different.get(0) + " and " + different.get(i));
    }
  }

  /** As a plan has it: with a value of every setting. */
  private static Values completed(Values point) {
    Values completed = point;
    for (Setting<?> setting : settings()) {
      completed = completed.has(setting) ? completed : preset(completed, setting);
    }
    return completed;
  }

  private static <T> Values preset(Values point, Setting<T> setting) {
    return point.with(setting, setting.preset().orElseThrow());
  }

  static Stream<Arguments> trainings() {
    List<Arguments> all = new ArrayList<>();
    for (Task task : List.of(Task.PREDICTION, Task.CORRECTION)) {
      for (Modality modality : Modality.values()) {
        for (double decay : new double[] {0.5, 1}) {
          for (Setting<?> setting : settings()) {
            if (!setting.equals(ENDING)) {
              all.add(Arguments.of(task, modality, decay, setting));
            }
          }
        }
      }
    }
    return all.stream();
  }

  /** The point, and with other values of one setting. */
  private static <T> List<Values> values(Setting<T> setting, Values point) {
    T value = point.of(setting);
    Values given = point.with(setting, value);
    List<Values> all = new ArrayList<>();
    all.add(given);
    if (value instanceof Integer number) {
      List.of(number + 1, number + 2, number + 3).stream()
          .map(other -> given.withPlain(setting, other))
          .filter(other -> other.of(Unrolling.WARM_UP) < other.of(Unrolling.UNROLL_LENGTH))
          .forEach(all::add);
    } else if (value instanceof Double number) {
      all.add(given.withPlain(setting, number == 0 ? 0.5 : number / 2));
    } else if (setting.equals(Stages.SETTING)) {
      Values stage = SmallTraining.stage(1, 2);
      all.add(given.with(Stages.SETTING, List.of(stage)));
      all.add(given.with(Stages.SETTING, List.of(stage, stage)));
    } else {
      ((Kind.Word<?>) setting.kind())
          .words().stream().map(word -> given.withPlain(setting, word)).forEach(all::add);
    }
    return all;
  }

  private static int trained(Values values) {
    Training training =
        Trainer.train(
            new TrainingConfig(values), SYSTEM, DATA, new Seed(7), TrainingProgress.none());
    try (TrainedModel model = assertInstanceOf(Training.Completed.class, training).model()) {
      return Arrays.hashCode(model.safetensors());
    }
  }
}
