package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.train.fixture.GrayScott;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.parameter.SafetensorsFile;
import org.unfurl.train.setting.Values;
import org.unfurl.train.unroll.Unrolling;

/** A training that leaves the numbers that mean something says where, and at which update. */
class DivergenceTest {

  private static Training.Diverged diverged(
      Values values, GrayScott system, Map<Double, Trajectories> data) {
    Training training =
        Trainer.train(
            new TrainingConfig(values), system, data, SmallTraining.SEED, TrainingProgress.none());
    return assertInstanceOf(Training.Diverged.class, training);
  }

  /** Spoils what the solver makes, or its adjoint, in one of its calls. */
  private record Spoiling(DifferentiableStepper stepper, int[] calls, int step, int vjp)
      implements DifferentiableStepper {

    @Override
    public int stateSize() {
      return stepper.stateSize();
    }

    @Override
    public void step(double[] state, double[] next) {
      stepper.step(state, next);
      if (++calls[0] == step) {
        next[3] = Double.POSITIVE_INFINITY;
      }
    }

    @Override
    public void vjp(double[] state, double[] cotangent, double[] result) {
      stepper.vjp(state, cotangent, result);
      if (++calls[1] == vjp) {
        result[3] = Double.NaN;
      }
    }
  }

  private static GrayScott spoilt(int step, int vjp) {
    int[] calls = new int[2];
    return new GrayScott(stepper -> (Stepper) new Spoiling(stepper, calls, step, vjp));
  }

  @Test
  void inTheSolver() {
    // Three frames an update: the 8th step is the second frame of the third update.
    Training.Diverged diverged = diverged(SmallTraining.VALUES, spoilt(8, 0), SmallTraining.DATA);
    assertEquals(2, diverged.update());
    assertEquals(new Divergence.OfSolver(2), diverged.where());
    assertEquals(2, diverged.effort().updates());
  }

  @Test
  void inTheNetwork() {
    Values values = SmallTraining.VALUES.with(TrainingConfig.UPDATES, 0);
    Map<String, SafetensorsFile.Array> huge = new LinkedHashMap<>();
    try (TrainedModel model = ((Training.Completed) SmallTraining.run(values)).model()) {
      SafetensorsFile.decode(model.safetensors())
          .tensors()
          .forEach(
              (name, of) ->
                  huge.put(
                      name,
                      new SafetensorsFile.Array(
                          of.shape(),
                          Arrays.stream(of.values()).map(one -> one * 1e30).toArray())));
    }
    Training training =
        SmallTraining.run(
            SmallTraining.VALUES,
            new Start.FromWeights(new SafetensorsFile(Map.of(), huge).encode()),
            Checkpoints.none());
    Training.Diverged diverged = assertInstanceOf(Training.Diverged.class, training);
    assertEquals(0, diverged.update());
    assertEquals(new Divergence.OfNetwork(1), diverged.where());
  }

  @Test
  void inTheLoss() {
    int size = SmallTraining.SYSTEM.shape().size();
    double[] values = new double[2 * size];
    Arrays.fill(values, size, 2 * size, 1e160); // of which only the square is no number
    Training.Diverged diverged =
        diverged(
            SmallTraining.with(Unrolling.UNROLL_LENGTH, 1),
            SmallTraining.SYSTEM,
            Map.of(0.03, new Trajectories(1, 2, size, values)));
    assertEquals(0, diverged.update());
    assertEquals(new Divergence.OfLoss(), diverged.where());
  }

  @Test
  void inTheGradient() {
    // Two links an update: the 5th adjoint is in the third.
    Training.Diverged diverged = diverged(SmallTraining.VALUES, spoilt(0, 5), SmallTraining.DATA);
    assertEquals(2, diverged.update());
    assertEquals(new Divergence.OfGradient(), diverged.where());
    assertEquals(OptionalInt.empty(), diverged.where().frame());
  }

  @Test
  void inARiseThatLasts() {
    Values rising =
        SmallTraining.with(RisingLoss.ABOVE, 1.5)
            .with(RisingLoss.UPDATES, 3)
            .with(LearningRate.INITIAL, 0.3)
            .with(LearningRate.DECAY, 1.0)
            .with(TrainingConfig.UPDATES, 400);
    Training.Diverged diverged = diverged(rising, SmallTraining.SYSTEM, SmallTraining.DATA);
    Divergence.OfRise rise = assertInstanceOf(Divergence.OfRise.class, diverged.where());
    assertEquals(3, rise.updates());
    assertTrue(rise.loss() > 1.5 * rise.best(), rise.toString());
    assertEquals(diverged.update() + 1, diverged.effort().updates());
    List<LossRecord> losses = diverged.losses();
    assertEquals(rise.loss(), losses.get(losses.size() - 1).loss());
  }

  @Test
  void aRiseThatDoesNotLastIsNone() {
    RisingLoss watch =
        new RisingLoss(Values.none().with(RisingLoss.ABOVE, 10.0).with(RisingLoss.UPDATES, 2));
    assertTrue(watch.add(1).isEmpty());
    assertTrue(watch.add(11).isEmpty());
    assertTrue(watch.add(2).isEmpty());
    assertTrue(watch.add(11).isEmpty());
    assertEquals(new Divergence.OfRise(12, 1, 2), watch.add(12).orElseThrow());
    watch.begin();
    assertTrue(watch.add(1000).isEmpty());
  }
}
