package org.unfurl.train.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.network.Network;
import org.unfurl.train.optimise.Adam;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.task.FrameModel;
import org.unfurl.train.unroll.Modality;
import org.unfurl.train.unroll.UnrolledLoss;
import org.unfurl.train.unroll.Unrolling;

/**
 * The loop over updates: batch, loss and gradient, guard, optimiser step. Runs once; closing it
 * closes the solvers, but not the network.
 */
final class TrainingRun implements AutoCloseable {

  private final TrainingConfig config;
  private final PhysicalSystem system;
  private final Network network;
  private final Unrolling unrolling;
  private final int batchSize;
  private final List<TrainingWindows> windows = new ArrayList<>();
  private final List<FrameModel> models = new ArrayList<>();
  private final List<UnrolledLoss> losses = new ArrayList<>();
  private final BatchSchedule batches;
  private final Adam optimiser;
  private final LossHistory history;
  private int updates;

  TrainingRun(
      TrainingConfig config,
      PhysicalSystem system,
      Map<Double, Trajectories> data,
      Seed seed,
      Network network) {
    this.config = config;
    this.system = system;
    this.network = network;
    unrolling = config.unrolling();
    batchSize =
        config.modality() == Modality.ONE
            ? config.batchSize() * config.unrollLength()
            : config.batchSize();
    try {
      // Ascending, so that the order in which a caller filled the map decides nothing.
      new TreeMap<>(data)
          .forEach(
              (parameter, trajectories) -> {
                FrameModel model =
                    new FrameModel(config.task(), system, config.scheme(), parameter, network);
                models.add(model);
                losses.add(new UnrolledLoss(model, unrolling));
                windows.add(
                    new TrainingWindows(
                        parameter, trajectories, system.shape().size(), unrolling.frames()));
              });
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
    batches = new BatchSchedule(windows.stream().map(TrainingWindows::count).toList(), seed);
    optimiser =
        new Adam(network.parameters().session(), network.parameters().size(), config.values());
    history = new LossHistory(config.updates());
  }

  @Override
  public void close() {
    models.forEach(FrameModel::close);
  }

  Training run(TrainingProgress progress) {
    ParameterVector parameters = network.parameters();
    while (updates < config.updates()) {
      if (progress.cancelled()) {
        return new Training.Cancelled(history.records(), effort());
      }
      BatchSchedule.Batch batch = batches.next(batchSize);
      double loss = addGradient(batch);
      double rate = optimiser.rate();
      double gradientNorm =
          parameters
              .session()
              .compute(
                  false,
                  scope -> {
                    var gradient = network.gradient();
                    double norm = Operations.norm(gradient);
                    if (Double.isFinite(loss) && Double.isFinite(norm)) {
                      parameters.change(values -> optimiser.update(values, gradient));
                    }
                    network.clearGradient();
                    return norm;
                  });
      if (!Double.isFinite(loss) || !Double.isFinite(gradientNorm)) {
        return new Training.Diverged(updates, history.lastLoss(), history.records(), effort());
      }
      history.add(new LossRecord(updates, loss, gradientNorm, rate));
      updates++;
      progress.updated(updates);
    }
    return new Training.Completed(
        new TrainedNetwork(config.task(), system, config.scheme(), network),
        history.records(),
        effort());
  }

  /**
   * ONE takes its larger batch in parts of the size that the others take, so that its memory does
   * not depend on the unroll length either.
   */
  private double addGradient(BatchSchedule.Batch batch) {
    int part = config.batchSize();
    int parts = batchSize / part;
    double loss = 0;
    for (int from = 0; from < batchSize; from += part) {
      List<Integer> chosen = batch.windows().subList(from, from + part);
      loss +=
          losses
              .get(batch.parameter())
              .addGradient(windows.get(batch.parameter()).states(chosen), parts);
    }
    return loss;
  }

  private Effort effort() {
    return new Effort(
        updates,
        (long) updates * batchSize * unrolling.framesWithLoss(),
        models.stream().mapToLong(FrameModel::solverSteps).sum(),
        models.stream().mapToLong(FrameModel::solverVjps).sum());
  }
}
