package org.unfurl.train.trainer;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.optimise.Adam;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;
import org.unfurl.train.stage.Stages;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;
import org.unfurl.train.unroll.Unrolling;

/**
 * Everything that decides how a network is trained, besides system, data and seed. Settings that
 * make no difference to a training may be absent.
 *
 * <p>Budgets are matched as in the study: ONE sees {@code batchSize · unrollLength} single frames
 * per update (of the stage's length, where there are stages) and takes the same number of updates,
 * so that every modality learns from the same number of target states.
 *
 * @param values of the settings of task, network, unrolling and trainer; others are ignored
 */
public record TrainingConfig(Values values) implements Serializable {

  /** How long. */
  public static final Setting<Integer> UPDATES =
      Setting.wholeNumber("training.updates", 0, 10_000_000)
          .example(1_500)
          .column("updates_planned")
          .matters(others -> !Stages.allHave(Stages.UPDATES, others))
          .meaning("optimiser updates, the same for every modality; 0 scores the initial weights");

  /** On how much at once. */
  public static final Setting<Integer> BATCH_SIZE =
      Setting.wholeNumber("training.batch-size", 1, 65_536)
          .preset(16)
          .called("batch")
          .column("batch_size")
          .meaning("windows per update; `one` sees `unroll-length` times as many single frames");

  /** What decides a training besides task, network and unrolling. */
  public static List<Setting<?>> settings() {
    return Stream.of(
            List.of(Stages.SETTING, UPDATES, BATCH_SIZE),
            Adam.SETTINGS,
            ValidationSplit.SETTINGS,
            RisingLoss.SETTINGS)
        .<Setting<?>>flatMap(List::stream)
        .toList();
  }

  /** Checks that a frame of every window carries loss. */
  public TrainingConfig {
    int shortest = Collections.min(Unrolling.lengths(withPresets(values)));
    if (values.of(Unrolling.WARM_UP) >= shortest) {
      throw new IllegalArgumentException(
          "warm-up ("
              + values.of(Unrolling.WARM_UP)
              + ") must be below unroll-length ("
              + shortest
              + "), leave a frame that carries loss");
    }
  }

  private static Values withPresets(Values values) {
    return values.has(Unrolling.UNROLL_LENGTH)
        ? values
        : values.with(Unrolling.UNROLL_LENGTH, values.of(Unrolling.UNROLL_LENGTH));
  }

  /** A training of which everything is named. */
  public TrainingConfig(
      Task task,
      String scheme,
      Modality modality,
      int unrollLength,
      int warmUp,
      int truncation,
      ArchitectureSpec architecture,
      int batchSize,
      int updates,
      LearningRate learningRate) {
    this(
        Values.none()
            .with(Task.SETTING, task)
            .with(Task.SCHEME, scheme)
            .with(Modality.SETTING, modality)
            .with(Unrolling.UNROLL_LENGTH, unrollLength)
            .with(Unrolling.WARM_UP, warmUp)
            .with(Unrolling.TRUNCATION, truncation)
            .with(BATCH_SIZE, batchSize)
            .with(UPDATES, updates)
            .with(Architectures.ARCHITECTURE, architecture.name())
            .and(architecture.values())
            .and(learningRate.values()));
  }

  /** How solver and network combine. */
  public Task task() {
    return values.of(Task.SETTING);
  }

  /** The cheap solver's scheme; empty for tasks without a solver. */
  public String scheme() {
    return values.find(Task.SCHEME).orElse("");
  }

  /** Which links between frames carry gradients. */
  public Modality modality() {
    return values.of(Modality.SETTING);
  }

  /** What is trained one after another; a plain training is one stage. */
  public List<Stage> stages() {
    return Stage.of(values);
  }

  /** The network. */
  public ArchitectureSpec architecture() {
    return Architectures.of(values);
  }

  /** Windows per update. */
  public int batchSize() {
    return values.of(BATCH_SIZE);
  }

  /** Optimiser updates of all stages; 0 keeps the initial weights. */
  public int updates() {
    return stages().stream().mapToInt(Stage::updates).reduce(0, Math::addExact);
  }

  /** The largest m of a stage. */
  public int longestUnroll() {
    return stages().stream().mapToInt(Stage::unrollLength).max().orElseThrow();
  }

  /** What is kept from training to choose by. */
  public ValidationSplit validation() {
    return ValidationSplit.of(values);
  }
}
