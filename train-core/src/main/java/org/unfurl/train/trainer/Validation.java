package org.unfurl.train.trainer;

import java.util.ArrayList;
import java.util.List;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.task.FrameModel;
import org.unfurl.train.unroll.Modality;
import org.unfurl.train.unroll.NonFiniteFrameException;
import org.unfurl.train.unroll.UnrolledLoss;

/**
 * The loss on windows that training never sees: of each parameter as many as an update has, drawn
 * once. All stages are validated by the unroll of the last, so that their losses compare.
 */
final class Validation {

  private final List<TrainingWindows> windows;
  private final List<UnrolledLoss> losses = new ArrayList<>();

  /** By parameter and part of equal size. */
  private final List<List<List<Integer>>> chosen = new ArrayList<>();

  Validation(TrainingConfig config, TrainingData data, List<FrameModel> models, Seed seed) {
    Stage last = config.stages().get(config.stages().size() - 1);
    windows = data.validationWindows(last.unrolling().frames());
    models.forEach(model -> losses.add(new UnrolledLoss(model, last.unrolling())));
    int parts = config.modality() == Modality.ONE ? last.unrollLength() : 1;
    for (int parameter = 0; parameter < windows.size(); parameter++) {
      int available = windows.get(parameter).count();
      int part = Math.min(config.batchSize(), available);
      BatchSchedule draws =
          new BatchSchedule(List.of(available), seed.derive("validation-" + parameter));
      List<Integer> all = draws.next(part * Math.min(parts, available / part)).windows();
      List<List<Integer>> ofParameter = new ArrayList<>();
      for (int from = 0; from < all.size(); from += part) {
        ofParameter.add(all.subList(from, from + part));
      }
      chosen.add(ofParameter);
    }
  }

  /** The mean over the parameters; infinite where a frame is not finite. */
  double loss() {
    try {
      double sum = 0;
      for (int parameter = 0; parameter < windows.size(); parameter++) {
        List<List<Integer>> parts = chosen.get(parameter);
        for (List<Integer> part : parts) {
          sum += losses.get(parameter).value(windows.get(parameter).states(part), parts.size());
        }
      }
      double mean = sum / windows.size();
      return Double.isFinite(mean) ? mean : Double.POSITIVE_INFINITY;
    } catch (NonFiniteFrameException e) {
      return Double.POSITIVE_INFINITY;
    }
  }
}
