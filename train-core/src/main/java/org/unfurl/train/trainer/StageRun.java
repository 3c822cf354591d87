package org.unfurl.train.trainer;

import java.util.ArrayList;
import java.util.List;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.task.FrameModel;
import org.unfurl.train.unroll.Modality;
import org.unfurl.train.unroll.UnrolledLoss;
import org.unfurl.train.unroll.Unrolling;

/** What the updates of one stage share: windows, batches, losses, rates. */
final class StageRun {

  private final Stage stage;
  private final int part;
  private final int parts;
  private final List<TrainingWindows> windows;
  private final List<UnrolledLoss> losses = new ArrayList<>();
  private final BatchSchedule batches;
  private final LearningRate learningRate;

  /**
   * Prepares the stage.
   *
   * @param models by parameter, in the order of the data
   * @param seed of the batches of a plain training
   */
  StageRun(
      TrainingConfig config, Stage stage, TrainingData data, List<FrameModel> models, Seed seed) {
    this.stage = stage;
    Unrolling unrolling = stage.unrolling();
    part = config.batchSize();
    parts = config.modality() == Modality.ONE ? stage.unrollLength() : 1;
    models.forEach(model -> losses.add(new UnrolledLoss(model, unrolling)));
    windows = data.windows(unrolling.frames());
    batches =
        new BatchSchedule(
            windows.stream().map(TrainingWindows::count).toList(),
            stage.index() == 0 ? seed : seed.derive("stage-" + stage.index()));
    learningRate = LearningRate.of(stage.values());
  }

  Stage stage() {
    return stage;
  }

  /** Target states of an update. */
  long samples() {
    return (long) part * parts * stage.unrolling().framesWithLoss();
  }

  /** The rate of an update, by its index in the stage. */
  double rate(int update) {
    return stage.warmth(update) * learningRate.at(update);
  }

  /** Draws the batches of so many updates and drops them. */
  void skip(int updates) {
    for (int update = 0; update < updates; update++) {
      batches.next(part * parts);
    }
  }

  /**
   * The loss of the next batch, whose gradient is added. ONE takes its larger batch in parts of the
   * size that the others take, so that its memory does not depend on the unroll length either.
   */
  double addGradient() {
    BatchSchedule.Batch batch = batches.next(part * parts);
    double loss = 0;
    for (int from = 0; from < part * parts; from += part) {
      List<Integer> chosen = batch.windows().subList(from, from + part);
      loss +=
          losses
              .get(batch.parameter())
              .addGradient(windows.get(batch.parameter()).states(chosen), parts);
    }
    return loss;
  }
}
