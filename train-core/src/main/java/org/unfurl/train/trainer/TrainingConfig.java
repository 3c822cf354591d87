package org.unfurl.train.trainer;

import java.io.Serializable;
import java.util.List;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

/**
 * Everything that decides how a network is trained, besides system, data and seed.
 *
 * <p>Budgets are matched as in the study: ONE sees {@code batchSize · unrollLength} single frames
 * per update and takes the same number of updates, so that every modality learns from the same
 * number of target states.
 *
 * @param task how solver and network combine
 * @param scheme the cheap solver's scheme; ignored by tasks without a solver
 * @param modality which links between frames carry gradients
 * @param unrollLength m, frames per training window
 * @param warmUp first frames of the window without loss and without links (push-forward), below m;
 *     ONE has none
 * @param truncation cut every k-th link of WIG; 0 cuts none
 * @param architecture of the network
 * @param batchSize windows per update
 * @param updates optimiser updates; 0 keeps the initial weights
 * @param learningRate schedule
 */
public record TrainingConfig(
    Task task,
    String scheme,
    Modality modality,
    int unrollLength,
    int warmUp,
    int truncation,
    ArchitectureSpec architecture,
    int batchSize,
    int updates,
    LearningRate learningRate)
    implements Serializable {

  /** How long. */
  public static final Setting<Integer> UPDATES =
      Setting.wholeNumber("training.updates", 0, 10_000_000)
          .example(1_500)
          .column("updates_planned")
          .meaning("optimiser updates, the same for every modality; 0 scores the initial weights");

  /** On how much at once. */
  public static final Setting<Integer> BATCH_SIZE =
      Setting.wholeNumber("training.batch-size", 1, 65_536)
          .preset(16)
          .called("batch")
          .column("batch_size")
          .meaning("windows per update; `one` sees `unroll-length` times as many single frames");

  /** What the trainer decides itself. */
  public static final List<Setting<?>> SETTINGS = List.of(UPDATES, BATCH_SIZE);

  /** Checks the ranges. */
  public TrainingConfig {
    if (unrollLength < 1) {
      throw new IllegalArgumentException(
          "unrollLength (" + unrollLength + ") must be at least 1, the study's default is 3");
    }
    if (warmUp < 0 || warmUp >= unrollLength) {
      throw new IllegalArgumentException(
          "warmUp ("
              + warmUp
              + ") must be from 0 to unrollLength - 1 ("
              + (unrollLength - 1)
              + "), leave a frame that carries loss");
    }
    if (truncation < 0) {
      throw new IllegalArgumentException(
          "truncation (" + truncation + ") must not be negative, 0 cuts no link");
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "batchSize (" + batchSize + ") must be at least 1, the study takes 16");
    }
    if (updates < 0) {
      throw new IllegalArgumentException(
          "updates (" + updates + ") must not be negative, 0 keeps the initial weights");
    }
  }
}
