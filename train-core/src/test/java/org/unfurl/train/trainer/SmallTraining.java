package org.unfurl.train.trainer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.Size;
import org.unfurl.train.fixture.GrayScott;
import org.unfurl.train.memory.MemoryLedger;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;
import org.unfurl.train.stage.Stages;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;
import org.unfurl.train.unroll.Unrolling;

/** Trainings that take a fraction of a second, told by their values. */
final class SmallTraining {

  static final GrayScott SYSTEM = GrayScott.differentiable();
  static final Map<Double, Trajectories> DATA = SYSTEM.data(2, 24);
  static final Seed SEED = new Seed(11);

  /** A convolutional network on vector kernels. */
  static final Values VALUES =
      Values.none()
          .with(Task.SETTING, Task.CORRECTION)
          .with(Task.SCHEME, "euler")
          .with(Modality.SETTING, Modality.WIG)
          .with(Unrolling.UNROLL_LENGTH, 3)
          .with(TrainingConfig.UPDATES, 12)
          .with(TrainingConfig.BATCH_SIZE, 2)
          .with(LearningRate.INITIAL, 1e-2)
          .with(LearningRate.DECAY, 0.9)
          .with(LearningRate.EVERY, 4)
          .with(Architectures.ARCHITECTURE, "conv-resnet")
          .with(Size.WIDTH, 4)
          .with(Size.DEPTH, 1);

  private SmallTraining() {}

  static Training run(Values values) {
    return run(values, new Start.Fresh(), Checkpoints.none());
  }

  static Training run(Values values, Start start, Checkpoints checkpoints) {
    return run(values, start, checkpoints, TrainingProgress.none(), new MemoryLedger());
  }

  static Training run(
      Values values,
      Start start,
      Checkpoints checkpoints,
      TrainingProgress progress,
      MemoryLedger memory) {
    return Trainer.train(
        new TrainingConfig(values), SYSTEM, DATA, SEED, progress, memory, start, checkpoints);
  }

  /** What must be the same to the bit: weights, losses, effort. */
  static List<Object> outcome(Training training) {
    Training.Completed completed = (Training.Completed) training;
    try (TrainedModel model = completed.model()) {
      return List.of(Arrays.toString(model.safetensors()), completed.losses(), completed.effort());
    }
  }

  static List<Object> outcome(Values values) {
    return outcome(run(values));
  }

  static Values stage(int length, int updates) {
    return Values.none().with(Stages.UNROLL_LENGTH, length).with(Stages.UPDATES, updates);
  }

  static <T> Values with(Setting<T> setting, T value) {
    return VALUES.with(setting, value);
  }

  /** Keeps every state that it is given. */
  static final class Kept implements Checkpoints {

    final List<byte[]> states = new ArrayList<>();
    private final IntPredicate due;

    Kept(IntPredicate due) {
      this.due = due;
    }

    @Override
    public boolean due(int updates) {
      return due.test(updates);
    }

    @Override
    public void save(byte[] state) {
      states.add(state);
    }
  }
}
