package org.unfurl.train.trainer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.memory.MemoryLedger;
import org.unfurl.train.network.Network;
import org.unfurl.train.optimise.Adam;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.task.FrameModel;
import org.unfurl.train.unroll.NonFiniteFrameException;

/**
 * The loop over stages and their updates: batch, loss and gradient, guard, optimiser step, and what
 * is decided between two updates. Runs once; closing it closes the solvers, but not the network.
 */
final class TrainingRun implements AutoCloseable {

  private final TrainingConfig config;
  private final PhysicalSystem system;
  private final Network network;
  private final Seed seed;
  private final TrainingData data;
  private final List<Stage> stages;
  private final List<FrameModel> models = new ArrayList<>();
  private final Adam optimiser;
  private final LossHistory history;
  private final RisingLoss rising;
  private final Optional<Validation> validation;
  private final BestWeights best;

  /** Of the attempts before this one; its updates are those that it started after. */
  private Effort before = Effort.none();

  private int stage;
  private int updateOfStage;
  private int updates;
  private long samples;
  private StageRun running;

  TrainingRun(
      TrainingConfig config,
      PhysicalSystem system,
      Map<Double, Trajectories> data,
      Seed seed,
      Network network) {
    this.config = config;
    this.system = system;
    this.network = network;
    this.seed = seed;
    this.data = new TrainingData(data, system.shape().size(), config.validation());
    stages = config.stages();
    try {
      for (double parameter : this.data.parameters()) {
        models.add(new FrameModel(config.task(), system, config.scheme(), parameter, network));
      }
      stages.forEach(this::run); // what cannot be trained is known before the first stage is
      validation =
          config.validation().exists()
              ? Optional.of(new Validation(config, this.data, models, seed))
              : Optional.empty();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
    optimiser =
        new Adam(network.parameters().session(), network.parameters().size(), config.values());
    history = new LossHistory(config.updates());
    rising = new RisingLoss(config.values());
    best = new BestWeights(config.validation(), network.parameters());
    running = run(stages.get(0));
  }

  @Override
  public void close() {
    models.forEach(FrameModel::close);
  }

  private StageRun run(Stage of) {
    return new StageRun(config, of, data, models, seed);
  }

  Training run(TrainingProgress progress) {
    return run(progress, Checkpoints.none());
  }

  Training run(TrainingProgress progress, Checkpoints checkpoints) {
    int saved = updates;
    try {
      leaveFinishedStages();
      while (stage < stages.size()) {
        if (progress.cancelled()) {
          if (updates > saved) {
            save(checkpoints);
          }
          return new Training.Cancelled(history.records(), effort());
        }
        int index = updates;
        Optional<Divergence> divergence = update();
        if (divergence.isPresent()) {
          return new Training.Diverged(
              index, divergence.get(), history.lastLoss(), history.records(), effort());
        }
        progress.updated(updates);
        if (checkpoints.due(updates)) {
          save(checkpoints);
          saved = updates;
        }
      }
      best.recall();
      return new Training.Completed(
          new TrainedNetwork(config.task(), system, config.scheme(), network),
          history.records(),
          effort());
    } finally {
      best.release();
    }
  }

  /** Where it went, if it left the numbers that mean something. */
  private Optional<Divergence> update() {
    double loss;
    try {
      loss = running.addGradient();
    } catch (NonFiniteFrameException e) {
      return Optional.of(
          e.solverFinite()
              ? new Divergence.OfNetwork(e.frame())
              : new Divergence.OfSolver(e.frame()));
    }
    if (!Double.isFinite(loss)) {
      return Optional.of(new Divergence.OfLoss());
    }
    double rate = running.rate(updateOfStage);
    double norm = step(rate);
    if (!Double.isFinite(norm)) {
      return Optional.of(new Divergence.OfGradient());
    }
    history.add(new LossRecord(updates, stage, loss, norm, rate));
    samples += running.samples();
    updates++;
    updateOfStage++;
    Optional<Divergence> rise = rising.add(loss);
    if (rise.isEmpty()) {
      boolean stageEnds = validate();
      if (stageEnds) {
        leaveStage();
      }
      leaveFinishedStages();
    }
    return rise;
  }

  /** The gradient's norm; where it is not finite, nothing was changed. */
  private double step(double rate) {
    ParameterVector parameters = network.parameters();
    return parameters
        .session()
        .compute(
            false,
            scope -> {
              var gradient = network.gradient();
              double norm = Operations.norm(gradient);
              if (Double.isFinite(norm)) {
                parameters.change(values -> optimiser.update(values, gradient, rate));
              }
              network.clearGradient();
              return norm;
            });
  }

  /** Whether the stage ends here because it no longer improves. */
  private boolean validate() {
    boolean last = stage == stages.size() - 1 && updateOfStage == stages.get(stage).updates();
    if (validation.isEmpty() || (updates % config.validation().every() != 0 && !last)) {
      return false;
    }
    best.add(updates, validation.get().loss());
    return best.isImpatient();
  }

  private void leaveFinishedStages() {
    while (stage < stages.size() && updateOfStage == stages.get(stage).updates()) {
      leaveStage();
    }
  }

  private void leaveStage() {
    stage++;
    updateOfStage = 0;
    if (stage < stages.size()) {
      running = run(stages.get(stage));
      rising.begin();
      best.begin();
      if (stages.get(stage).fresh()) {
        Map<String, double[]> zeros = new HashMap<>(optimiser.state());
        zeros.replaceAll((name, values) -> new double[values.length]);
        optimiser.restore(zeros);
      }
    }
  }

  private Effort effort() {
    return new Effort(
        updates,
        samples,
        before.networkApplications() + sum(FrameModel::networkApplications),
        before.solverSteps() + sum(FrameModel::solverSteps),
        before.solverVjps() + sum(FrameModel::solverVjps),
        best.update());
  }

  private long sum(ToLongFunction<FrameModel> of) {
    return models.stream().mapToLong(of).sum();
  }

  private void save(Checkpoints checkpoints) {
    TrainingState state = TrainingState.empty();
    Effort effort = effort();
    state.put("network", Map.of("parameters", network.parameters().read()));
    state.put("optimiser", optimiser.state());
    state.put("losses", history.state());
    state.put("rising", rising.state());
    state.put("best", best.state());
    state.put(
        "run",
        Map.of(
            "at",
            new double[] {stage, updateOfStage, updates},
            "effort",
            new double[] {
              samples, effort.networkApplications(), effort.solverSteps(), effort.solverVjps()
            }));
    byte[] bytes = state.encode(identity());
    try (MemoryLedger.Hold held = network.parameters().session().memory().holding(bytes.length)) {
      checkpoints.save(bytes);
    }
  }

  /**
   * Goes on from a state.
   *
   * @throws org.unfurl.train.checkpoint.UnusableStateException if it is damaged, or of another
   *     training
   */
  void resume(byte[] bytes) {
    TrainingState state = TrainingState.decode(bytes, identity());
    network.parameters().replace(state.get("network").get("parameters"));
    optimiser.restore(state.get("optimiser"));
    history.restore(state.get("losses"));
    rising.restore(state.get("rising"));
    best.restore(state.get("best"));
    double[] at = state.get("run").get("at");
    stage = (int) at[0];
    updateOfStage = (int) at[1];
    updates = (int) at[2];
    double[] effort = state.get("run").get("effort");
    samples = (long) effort[0];
    before =
        new Effort(
            updates, samples, (long) effort[1], (long) effort[2], (long) effort[3], best.update());
    if (stage < stages.size()) {
      running = run(stages.get(stage));
      running.skip(updateOfStage);
    }
  }

  /** What decides this training, by name. */
  private Map<String, String> identity() {
    Map<String, String> identity = new TreeMap<>();
    config.values().asMap().forEach((key, plain) -> identity.put(key, plain.toString()));
    identity.put("system", system.name());
    identity.put("data", data.shape());
    identity.put("seed", Long.toString(seed.value()));
    identity.put("parameters", Integer.toString(network.parameters().size()));
    return identity;
  }
}
