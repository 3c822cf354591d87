package org.unfurl.sweep.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.DoubleAccumulator;
import org.unfurl.sim.metric.RolloutScore;
import org.unfurl.sim.metric.RolloutScorer;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.stepper.Persistence;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sweep.outcome.Outcome;
import org.unfurl.sweep.outcome.RootCause;
import org.unfurl.sweep.outcome.TrialResult;
import org.unfurl.sweep.outcome.TrialResult.TestScore;
import org.unfurl.sweep.outcome.TrialResult.Timing;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.plan.TrialConfig;
import org.unfurl.train.memory.MemoryLedger;
import org.unfurl.train.trainer.Effort;
import org.unfurl.train.trainer.Trainer;
import org.unfurl.train.trainer.Training;
import org.unfurl.train.trainer.TrainingProgress;

/**
 * Runs one trial where Spark puts it, on the calling thread, and returns a value whatever happens:
 * an exception would make Spark repeat a computation that fails the same way every time. Only a
 * failing file system is thrown, because another attempt may succeed.
 */
final class TrialTask implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Updates between two reports of progress. */
  private static final int WATCH_EVERY = 10;

  /** Of every trajectory, that {@link RolloutScorer} has at once: this one, next, the solver's. */
  private static final int ROLLOUT_STATES = 3;

  private final Broadcast<Stores> stores;
  private final DoubleAccumulator workDone;

  /**
   * What every trial of a run needs.
   *
   * @param workDone grows by the predicted seconds of what has been trained; the driver sees it
   *     with every heartbeat
   */
  TrialTask(Broadcast<Stores> stores, DoubleAccumulator workDone) {
    this.stores = stores;
    this.workDone = workDone;
  }

  TrialResult run(Trial trial, TaskContext context) throws IOException {
    Attempt attempt = new Attempt(trial);
    try {
      return attempt.run(context);
    } catch (TaskKilledException | IOException e) {
      throw e;
    } catch (Throwable e) { // a bug is loud, and a row
      return attempt.ended(
          isOutOfMemory(e) ? new Outcome.OutOfMemory(String.valueOf(e.getMessage())) : failed(e));
    }
  }

  /** Whether memory ran out: the JVM's, or the native memory of libtorch, which has no type. */
  static boolean isOutOfMemory(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError
          || String.valueOf(cause.getMessage()).contains("can't allocate memory")) {
        return true;
      }
    }
    return false;
  }

  private static void stopIfKilled(TaskContext context) {
    if (context.isInterrupted()) {
      throw new TaskKilledException("cancelled");
    }
  }

  static Outcome.Failed failed(Throwable error) {
    StringWriter stack = new StringWriter();
    error.printStackTrace(new PrintWriter(stack));
    return new Outcome.Failed(error.getClass().getName(), RootCause.text(error), stack.toString());
  }

  /** The state of one attempt: what has been measured so far. */
  private final class Attempt {

    private final Trial trial;
    private final ReferenceStore references = stores.value().references();
    private final long startedAtMillis = System.currentTimeMillis();
    private final MemoryLedger memory = new MemoryLedger();
    private double referenceSeconds;
    private double trainSeconds;
    private double evaluateSeconds;
    private long parameterCount;
    private String modelPath = "";
    private Training training;

    Attempt(Trial trial) {
      this.trial = trial;
    }

    TrialResult run(TaskContext context) throws IOException {
      PhysicalSystem system = PhysicalSystems.named(trial.config().system());
      if (trial.config() instanceof TrialConfig.Bare bare) {
        return scored(
            context,
            system,
            parameter ->
                switch (bare.baseline()) {
                  case SOLVER -> system.solver(bare.scheme(), parameter);
                  case PERSISTENCE -> new Persistence(system.shape().size());
                });
      }
      train((TrialConfig.Trained) trial.config(), system, context);
      if (training instanceof Training.Diverged diverged) {
        return ended(
            new Outcome.TrainingDiverged(
                diverged.update(), diverged.where(), diverged.lastFiniteLoss()));
      }
      if (!(training instanceof Training.Completed completed)) {
        throw new TaskKilledException("cancelled");
      }
      try (var model = completed.model()) {
        parameterCount = model.parameterCount();
        modelPath = stores.value().models().write(trial, model);
        return scored(context, system, model::stepper);
      }
    }

    private void train(TrialConfig.Trained config, PhysicalSystem system, TaskContext context)
        throws IOException {
      stores.value().networks().takeIn();
      Map<Double, Trajectories> data = new TreeMap<>();
      long start = System.nanoTime();
      for (ReferenceSpec spec : config.trainingReferences()) {
        data.put(spec.parameter(), references.load(spec));
      }
      long dataBytes = data.values().stream().mapToLong(Attempt::bytes).sum();
      memory.hold(dataBytes);
      referenceSeconds = secondsSince(start);
      start = System.nanoTime();
      training =
          Trainer.train(
              config.training(),
              system,
              data,
              config.replicateSeed(),
              new Watch(context, config.training().updates()),
              memory);
      memory.release(dataBytes);
      trainSeconds = secondsSince(start);
    }

    private TrialResult scored(
        TaskContext context, PhysicalSystem system, SteppersByParameter steppers)
        throws IOException {
      List<TestScore> scores = new ArrayList<>();
      for (ReferenceSpec spec : trial.config().testReferences()) {
        stopIfKilled(context);
        long start = System.nanoTime();
        Trajectories reference = references.load(spec);
        long used = bytes(reference) + ROLLOUT_STATES * bytes(reference) / reference.frames();
        memory.hold(used);
        referenceSeconds += secondsSince(start);
        start = System.nanoTime();
        try (Stepper stepper = steppers.at(spec.parameter());
            Stepper residual = system.residualStepper(spec.parameter())) {
          List<RolloutScore> rollouts =
              RolloutScorer.score(
                  stepper,
                  reference,
                  residual,
                  trial.config().evaluation().errorHorizon(),
                  system.thresholds());
          for (int test = 0; test < rollouts.size(); test++) {
            scores.add(new TestScore(spec.split(), spec.parameter(), test, rollouts.get(test)));
          }
        }
        evaluateSeconds += secondsSince(start);
        memory.release(used);
      }
      return result(new Outcome.Ok(), scores);
    }

    TrialResult ended(Outcome outcome) {
      return result(outcome, List.of());
    }

    private TrialResult result(Outcome outcome, List<TestScore> scores) {
      return new TrialResult(
          trial,
          outcome,
          parameterCount,
          training == null ? Effort.none() : training.effort(),
          training == null ? List.of() : training.losses(),
          scores,
          new Timing(startedAtMillis, referenceSeconds, trainSeconds, evaluateSeconds),
          memory.peak(),
          Host.name(),
          modelPath);
    }

    private static long bytes(Trajectories data) {
      return MemoryLedger.bytes(data.values());
    }

    /** Looks at the running training from its own thread. */
    private final class Watch implements TrainingProgress {

      private final TaskContext context;
      private final double secondsPerUpdate;

      Watch(TaskContext context, int updates) {
        this.context = context;
        this.secondsPerUpdate = trial.predictedSeconds() / updates;
      }

      @Override
      public void updated(int updates) {
        if (updates % WATCH_EVERY == 0) {
          workDone.add(WATCH_EVERY * secondsPerUpdate);
        }
      }

      @Override
      public boolean cancelled() {
        return context.isInterrupted();
      }
    }
  }

  private interface SteppersByParameter {
    Stepper at(double parameter);
  }

  private static double secondsSince(long startNanos) {
    return (System.nanoTime() - startNanos) * 1e-9;
  }
}
