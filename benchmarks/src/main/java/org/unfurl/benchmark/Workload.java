package org.unfurl.benchmark;

import java.util.HashMap;
import java.util.Map;
import org.unfurl.sim.equation.KuramotoSivashinsky;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceDivergedException;
import org.unfurl.sim.reference.ReferenceGenerator;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.ExponentialStepper;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.task.Task;
import org.unfurl.train.trainer.TrainingConfig;
import org.unfurl.train.unroll.Modality;

/** What is measured: the study's Kuramoto-Sivashinsky set-up (arXiv 2402.12971). */
final class Workload {

  /** States that are stepped, and windows per update, at a time. */
  static final int BATCH = 16;

  private static final int UNROLL_LENGTH = 3;

  /** Frames of a trajectory that training draws from here, and that the study draws from. */
  static final int TRAINING_FRAMES = 200;

  static final int STUDY_FRAMES = 5_200;

  private static final double TIME_STEP = 0.5;

  /** Distance of two points; with 48 of them the study's domain at s = 1. */
  private static final double SPACING = 16 * Math.PI / 48;

  private Workload() {}

  /** The system of every training measurement. */
  static PhysicalSystem system() {
    return PhysicalSystems.named("kuramoto-sivashinsky");
  }

  /** A stepper of one time step of 0.5; the spacing is the same for every number of points. */
  static DifferentiableStepper stepper(String scheme, int points) {
    var equation = new KuramotoSivashinsky();
    var grid = new PeriodicGrid(points, points * SPACING);
    return ExponentialStepper.named(scheme, equation, grid, TIME_STEP);
  }

  /** A batch of developed chaotic states, (batch, point). */
  static double[] states(int points) {
    var random = new Seed(0).derive("states").generator();
    double[] state = new double[BATCH * points];
    for (int b = 0; b < BATCH; b++) {
      double shift = random.nextDouble(2 * Math.PI);
      for (int i = 0; i < points; i++) {
        double x = 2 * Math.PI * i / points;
        state[b * points + i] = Math.cos(3 * x + shift) + 0.1 * Math.sin(x - shift);
      }
    }
    var stepper = stepper("etdrk2", points);
    double[] next = new double[state.length];
    for (int step = 0; step < 400; step++) {
      stepper.step(state, next);
      System.arraycopy(next, 0, state, 0, state.length);
    }
    return state;
  }

  /** Cotangents of those states, of order one. */
  static double[] cotangents(int points) {
    return new Seed(0)
        .derive("cotangents")
        .generator()
        .doubles((long) BATCH * points, -1, 1)
        .toArray();
  }

  /** The six training trajectories of all six training parameters. */
  static Map<Double, Trajectories> references(int frames) throws ReferenceDivergedException {
    PhysicalSystem system = system();
    Map<Double, Trajectories> data = new HashMap<>();
    for (double parameter : system.parameters(Split.TRAIN)) {
      int trajectories = system.availableTrajectories(Split.TRAIN);
      data.put(
          parameter,
          ReferenceGenerator.generate(
              new ReferenceSpec(
                  system.name(), parameter, Split.TRAIN, trajectories, frames, new Seed(0))));
    }
    return data;
  }

  /**
   * The study's settings.
   *
   * @param width and {@code depth} of the convolutional ResNet
   */
  static TrainingConfig training(Task task, Modality modality, int width, int depth, int updates) {
    return training(task, modality, UNROLL_LENGTH, width, depth, updates);
  }

  /** The same with another unroll length. */
  static TrainingConfig training(
      Task task, Modality modality, int unrollLength, int width, int depth, int updates) {
    return new TrainingConfig(
        task,
        "etd1",
        modality,
        unrollLength,
        0,
        0,
        ArchitectureSpec.sized("conv-resnet", width, depth),
        BATCH,
        updates,
        new LearningRate(1e-4, 0.9, 2000));
  }
}
