package org.unfurl.train.unroll;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.NetworkShape;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.fixture.AdvectedHeat;
import org.unfurl.train.fixture.GrayScott;
import org.unfurl.train.memory.MemoryLedger;
import org.unfurl.train.network.Network;
import org.unfurl.train.task.FrameModel;
import org.unfurl.train.task.Task;

class UnrolledLossTest {

  private static final int FRAMES = 4;
  private static final int BATCH = 2;

  private final EngineSession session = EngineSession.open(Precision.FLOAT64);

  @AfterEach
  void close() {
    session.close();
  }

  @ParameterizedTest
  @EnumSource(Task.class)
  void theWholeGradientAgreesWithCentralDifferences(Task task) {
    assertGradientAgrees(task, GrayScott.differentiable(), 0.03);
  }

  @ParameterizedTest
  @EnumSource(Task.class)
  void theWholeGradientAgreesWithCentralDifferencesThroughKuramotoSivashinsky(Task task) {
    assertGradientAgrees(task, PhysicalSystems.named("kuramoto-sivashinsky"), 1.1);
  }

  @ParameterizedTest
  @EnumSource(Task.class)
  void theWholeGradientAgreesWithCentralDifferencesOnAPlane(Task task) {
    assertGradientAgrees(task, new AdvectedHeat(), 0.3);
  }

  private void assertGradientAgrees(Task task, PhysicalSystem system, double parameter) {
    Setting setting = setting(task, system, parameter);
    Unrolling wig = new Unrolling(FRAMES, 0, FRAMES);
    double[] gradient = setting.gradient(wig);
    double loss = new UnrolledLoss(setting.model(), wig).addGradient(setting.window());
    assertEquals(loss, setting.loss(), 1e-14 * loss);

    double[] differences = new double[gradient.length];
    double step = 1e-6;
    for (int i = 0; i < gradient.length; i++) {
      shift(setting.network(), i, step);
      double above = setting.loss();
      shift(setting.network(), i, -2 * step);
      double below = setting.loss();
      shift(setting.network(), i, step);
      differences[i] = (above - below) / (2 * step);
    }
    assertNear(differences, gradient, 1e-6);
  }

  @ParameterizedTest
  @EnumSource(Task.class)
  void withoutLinksItIsTheSumOfSingleFramesFromTheUnrolledStates(Task task) {
    Setting setting = setting(task, GrayScott.opaque(), 0.03);
    double[] nog = setting.gradient(new Unrolling(FRAMES, 0, 1));

    List<double[]> states = setting.unrolled();
    Unrolling single = new Unrolling(1, 0, 1);
    double[] sum = new double[nog.length];
    for (int j = 1; j <= FRAMES; j++) {
      double[] part = setting.gradient(single, List.of(states.get(j - 1), setting.window().get(j)));
      for (int i = 0; i < sum.length; i++) {
        sum[i] += part[i] / FRAMES;
      }
    }
    assertNear(sum, nog, 1e-12);
  }

  @Test
  void thePartsOfABatchAddUpToIt() {
    Setting setting = setting(Task.CORRECTION);
    UnrolledLoss loss = new UnrolledLoss(setting.model(), new Unrolling(FRAMES, 0, FRAMES));
    double whole = loss.addGradient(setting.window());
    double[] gradient = setting.network().readGradient();
    setting.network().clearGradient();

    int size = 2 * GrayScott.POINTS;
    double sum = 0;
    for (int state = 0; state < BATCH; state++) {
      int from = state * size;
      sum +=
          loss.addGradient(
              setting.window().stream()
                  .map(frame -> Arrays.copyOfRange(frame, from, from + size))
                  .toList(),
              BATCH);
    }
    assertEquals(whole, sum, 1e-14 * whole);
    assertNear(gradient, setting.network().readGradient(), 1e-12);
  }

  @Test
  void truncationJoinsShorterUnrollingsFromTheUnrolledStates() {
    Setting setting = setting(Task.CORRECTION);
    double[] truncated = setting.gradient(new Unrolling(FRAMES, 0, 2));

    List<double[]> window = setting.window();
    double[] state = setting.unrolled().get(2);
    Unrolling two = new Unrolling(2, 0, 2);
    double[] first = setting.gradient(two, window.subList(0, 3));
    double[] second = setting.gradient(two, List.of(state, window.get(3), window.get(4)));
    double[] mean = new double[first.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (first[i] + second[i]) / 2;
    }
    assertNear(mean, truncated, 1e-12);
  }

  @Test
  void truncationByTheWholeLengthIsWigAndByOneFrameIsNog() {
    Setting setting = setting(Task.CORRECTION);
    assertArrayEquals(
        setting.gradient(Unrolling.of(Modality.WIG, FRAMES, 0, 0)),
        setting.gradient(Unrolling.of(Modality.WIG, FRAMES, 0, FRAMES)));
    assertArrayEquals(
        setting.gradient(Unrolling.of(Modality.NOG, FRAMES, 0, 0)),
        setting.gradient(Unrolling.of(Modality.WIG, FRAMES, 0, 1)));
  }

  @Test
  void theFullGradientIsNotThatOfNoLinks() {
    Setting setting = setting(Task.CORRECTION);
    double[] wig = setting.gradient(new Unrolling(FRAMES, 0, FRAMES));
    double[] nog = setting.gradient(new Unrolling(FRAMES, 0, 1));
    assertThrows(AssertionError.class, () -> assertNear(wig, nog, 0.01));
  }

  @Test
  void warmUpOnlyMovesTheStart() {
    Setting setting = setting(Task.SEQUENTIAL_CORRECTION);
    double[] warmedUp = setting.gradient(new Unrolling(FRAMES, 2, FRAMES));

    List<double[]> window = setting.window();
    double[] start = setting.unrolled().get(2);
    double[] direct =
        setting.gradient(new Unrolling(2, 0, 2), List.of(start, window.get(3), window.get(4)));
    assertNear(direct, warmedUp, 1e-12);
  }

  @Test
  void theLossIsTheMeanSquareOverBatchFramesAndPoints() {
    Setting setting = setting(Task.PREDICTION);
    List<double[]> window = setting.unrolled();
    double[] off = window.get(2).clone();
    off[0] += 3;
    window.set(2, off);
    // 9 spread over 2 states x 24 values x 4 frames.
    double loss =
        new UnrolledLoss(setting.model(), new Unrolling(FRAMES, 0, 1)).addGradient(window);
    assertEquals(9.0 / (2 * 24 * 4), loss, 1e-15);
  }

  @Test
  void memoryGrowsWithLinkedFramesOnly() {
    assertEquals(peakOfOpenArrays(2, 1), peakOfOpenArrays(12, 1));
    // A linked frame keeps its input and its output.
    assertEquals(peakOfOpenArrays(2, 2) + 20, peakOfOpenArrays(12, 12));
    assertEquals(peakOfOpenArrays(2, 2), peakOfOpenArrays(12, 2));
  }

  @Test
  void countedBytesGrowWithLinkedFramesOnly() {
    assertEquals(peakBytes(2, 1), peakBytes(12, 1));
    long frame = peakBytes(3, 3) - peakBytes(2, 2);
    // At least the frame's next state, and the network's input and output on the tape.
    assertTrue(frame > 8 * 3 * GrayScott.POINTS, frame + " bytes a frame");
    assertEquals(peakBytes(2, 2) + 10 * frame, peakBytes(12, 12));
    assertEquals(peakBytes(2, 2), peakBytes(12, 2));
  }

  private static long peakBytes(int frames, int segment) {
    MemoryLedger memory = new MemoryLedger();
    try (EngineSession counting = EngineSession.open(Precision.FLOAT64, memory)) {
      GrayScott system = GrayScott.differentiable();
      Network network =
          Architectures.create(
              counting,
              ArchitectureSpec.sized("conv-resnet", 4, 1),
              new NetworkShape(system.shape(), 1),
              new Seed(1));
      new UnrolledLoss(
              new FrameModel(Task.CORRECTION, system, "euler", 0.03, network),
              new Unrolling(frames, 0, segment))
          .addGradient(window(system, frames));
      return memory.peak();
    }
  }

  @Test
  void aSolverThatThrowsLeavesNothingHeld() {
    AtomicInteger steps = new AtomicInteger();
    GrayScott system =
        new GrayScott(
            stepper ->
                new Stepper() {
                  @Override
                  public int stateSize() {
                    return stepper.stateSize();
                  }

                  @Override
                  public void step(double[] state, double[] next) {
                    if (steps.incrementAndGet() == 3) {
                      throw new IllegalStateException("broken");
                    }
                    stepper.step(state, next);
                  }
                });
    FrameModel model = setting(Task.CORRECTION, system, 0.03).model();
    UnrolledLoss loss = new UnrolledLoss(model, new Unrolling(4, 3, 1));
    long before = session.memory().held();
    List<double[]> window = window(system, 4);
    steps.set(0);
    assertThrows(IllegalStateException.class, () -> loss.addGradient(window));
    assertEquals(before, session.memory().held());
  }

  private int peakOfOpenArrays(int frames, int segment) {
    AtomicInteger peak = new AtomicInteger();
    GrayScott system = new GrayScott(stepper -> new Watching(stepper, session, peak));
    FrameModel model = setting(Task.CORRECTION, system, 0.03).model();
    int before = session.openArrays();
    new UnrolledLoss(model, new Unrolling(frames, 0, segment)).addGradient(window(system, frames));
    assertEquals(before, session.openArrays());
    return peak.get() - before;
  }

  @Test
  void refusesLinksThroughAnOpaqueSolver() {
    GrayScott system = GrayScott.opaque();
    FrameModel model = setting(Task.CORRECTION, system, 0.03).model();
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> new UnrolledLoss(model, new Unrolling(2, 0, 2)));
    assertTrue(error.getMessage().contains("DifferentiableStepper"), error.getMessage());
    // A single frame has no link, whatever the modality is called.
    assertTrue(new UnrolledLoss(model, new Unrolling(1, 0, 1)).addGradient(window(system, 1)) > 0);
  }

  @Test
  void refusesAWindowOfAnotherLength() {
    GrayScott system = GrayScott.opaque();
    FrameModel model = setting(Task.CORRECTION, system, 0.03).model();
    UnrolledLoss loss = new UnrolledLoss(model, new Unrolling(3, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> loss.addGradient(window(system, 2)));
  }

  /** A network, the frames made with it, and a window to train on. */
  private record Setting(Network network, FrameModel model, List<double[]> window) {

    double[] gradient(Unrolling unrolling) {
      return gradient(unrolling, window);
    }

    double[] gradient(Unrolling unrolling, List<double[]> along) {
      new UnrolledLoss(model, unrolling).addGradient(along);
      double[] gradient = network.readGradient();
      network.clearGradient();
      return gradient;
    }

    /** By the frames alone: nothing is recorded, and nothing goes backward. */
    double loss() {
      List<double[]> states = unrolled();
      MeanSquare loss = new MeanSquare((double) FRAMES * states.get(0).length);
      for (int j = 1; j <= FRAMES; j++) {
        loss.add(states.get(j), window.get(j));
      }
      return loss.value();
    }

    /** The states that the model itself makes from the window's first. */
    List<double[]> unrolled() {
      List<double[]> states = new ArrayList<>(List.of(window.get(0)));
      for (int j = 1; j <= FRAMES; j++) {
        try (FrameModel.Frame frame = model.advance(states.get(j - 1), false)) {
          states.add(frame.next());
        }
      }
      return states;
    }
  }

  private Setting setting(Task task) {
    return setting(task, GrayScott.differentiable(), 0.03);
  }

  private Setting setting(Task task, PhysicalSystem system, double parameter) {
    int features = system.parameterFeatures(parameter).length;
    ArchitectureSpec spec = ArchitectureSpec.sized("conv-resnet", 3, 1);
    Network network =
        Architectures.create(
            session, spec, new NetworkShape(system.shape(), features), new Seed(11));
    return new Setting(
        network,
        new FrameModel(task, system, system.schemes().get(0), parameter, network),
        window(system, FRAMES));
  }

  /** Random states of order one: targets need not be solutions for a gradient to be right. */
  private static List<double[]> window(PhysicalSystem system, int frames) {
    List<double[]> window = new ArrayList<>();
    for (int j = 0; j <= frames; j++) {
      Seed seed = new Seed(13).derive("state " + j);
      int count = BATCH * system.shape().size();
      window.add(seed.generator().doubles(count, 0, 1).toArray());
    }
    return window;
  }

  private void shift(Network network, int index, double by) {
    double[] change = new double[network.parameters().size()];
    change[index] = by;
    session.compute(
        false,
        scope -> {
          network.parameters().change(values -> values.addi(session.array(change, change.length)));
          return null;
        });
  }

  private static void assertNear(double[] expected, double[] actual, double relative) {
    double difference = 0;
    double size = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
      size = Math.max(size, Math.abs(expected[i]));
    }
    assertTrue(
        difference <= relative * size, "differs by " + difference + " where values reach " + size);
  }

  private record Watching(DifferentiableStepper stepper, EngineSession session, AtomicInteger peak)
      implements DifferentiableStepper {

    @Override
    public int stateSize() {
      return stepper.stateSize();
    }

    @Override
    public void step(double[] state, double[] next) {
      peak.accumulateAndGet(session.openArrays(), Math::max);
      stepper.step(state, next);
    }

    @Override
    public void vjp(double[] state, double[] cotangent, double[] result) {
      stepper.vjp(state, cotangent, result);
    }
  }
}
