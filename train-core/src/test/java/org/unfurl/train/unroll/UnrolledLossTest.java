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
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.fixture.AdvectedHeat;
import org.unfurl.train.fixture.GrayScott;
import org.unfurl.train.memory.MemoryLedger;
import org.unfurl.train.network.ArchitectureSpec;
import org.unfurl.train.network.Architectures;
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
    Network network = network(system, parameter);
    UnrolledLoss loss =
        new UnrolledLoss(
            new FrameModel(task, system, system.schemes().get(0), parameter, network),
            new Unrolling(FRAMES, 0, FRAMES));
    List<double[]> window = window(system, FRAMES);
    double[] gradient = gradient(network, loss, window);

    double[] differences = new double[gradient.length];
    double step = 1e-6;
    for (int i = 0; i < gradient.length; i++) {
      shift(network, i, step);
      double above = loss.addGradient(window);
      shift(network, i, -2 * step);
      double below = loss.addGradient(window);
      shift(network, i, step);
      differences[i] = (above - below) / (2 * step);
    }
    assertNear(differences, gradient, 1e-6);
  }

  @ParameterizedTest
  @EnumSource(Task.class)
  void withoutLinksItIsTheSumOfSingleFramesFromTheUnrolledStates(Task task) {
    GrayScott system = GrayScott.opaque();
    Network network = network(system, 0.03);
    FrameModel model = new FrameModel(task, system, "euler", 0.03, network);
    List<double[]> window = window(system, FRAMES);
    double[] nog = gradient(network, new UnrolledLoss(model, new Unrolling(FRAMES, 0, 1)), window);

    List<double[]> states = unrolled(model, window.get(0));
    UnrolledLoss single = new UnrolledLoss(model, new Unrolling(1, 0, 1));
    double[] sum = new double[nog.length];
    for (int j = 1; j <= FRAMES; j++) {
      double[] part = gradient(network, single, List.of(states.get(j - 1), window.get(j)));
      for (int i = 0; i < sum.length; i++) {
        sum[i] += part[i] / FRAMES;
      }
    }
    assertNear(sum, nog, 1e-12);
  }

  @Test
  void thePartsOfABatchAddUpToIt() {
    GrayScott system = GrayScott.differentiable();
    Network network = network(system, 0.03);
    FrameModel model = new FrameModel(Task.CORRECTION, system, "euler", 0.03, network);
    UnrolledLoss loss = new UnrolledLoss(model, new Unrolling(FRAMES, 0, FRAMES));
    List<double[]> window = window(system, FRAMES);
    double whole = loss.addGradient(window);
    double[] gradient = network.readGradient();
    network.clearGradient();

    double sum = 0;
    for (int state = 0; state < BATCH; state++) {
      int from = state * system.shape().size();
      int to = from + system.shape().size();
      sum +=
          loss.addGradient(
              window.stream().map(frame -> Arrays.copyOfRange(frame, from, to)).toList(), BATCH);
    }
    assertEquals(whole, sum, 1e-14 * whole);
    assertNear(gradient, network.readGradient(), 1e-12);
  }

  @Test
  void truncationJoinsShorterUnrollingsFromTheUnrolledStates() {
    GrayScott system = GrayScott.differentiable();
    Network network = network(system, 0.03);
    FrameModel model = new FrameModel(Task.CORRECTION, system, "euler", 0.03, network);
    List<double[]> window = window(system, FRAMES);
    double[] truncated =
        gradient(network, new UnrolledLoss(model, new Unrolling(FRAMES, 0, 2)), window);

    List<double[]> states = unrolled(model, window.get(0));
    UnrolledLoss two = new UnrolledLoss(model, new Unrolling(2, 0, 2));
    double[] first = gradient(network, two, window.subList(0, 3));
    double[] second = gradient(network, two, List.of(states.get(2), window.get(3), window.get(4)));
    double[] mean = new double[first.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (first[i] + second[i]) / 2;
    }
    assertNear(mean, truncated, 1e-12);
  }

  @Test
  void truncationByTheWholeLengthIsWigAndByOneFrameIsNog() {
    GrayScott system = GrayScott.differentiable();
    Network network = network(system, 0.03);
    FrameModel model = new FrameModel(Task.CORRECTION, system, "euler", 0.03, network);
    List<double[]> window = window(system, FRAMES);
    assertArrayEquals(
        gradient(network, model, Unrolling.of(Modality.WIG, FRAMES, 0, 0), window),
        gradient(network, model, Unrolling.of(Modality.WIG, FRAMES, 0, FRAMES), window));
    assertArrayEquals(
        gradient(network, model, Unrolling.of(Modality.NOG, FRAMES, 0, 0), window),
        gradient(network, model, Unrolling.of(Modality.WIG, FRAMES, 0, 1), window));
  }

  private static double[] gradient(
      Network network, FrameModel model, Unrolling unrolling, List<double[]> window) {
    return gradient(network, new UnrolledLoss(model, unrolling), window);
  }

  @Test
  void theFullGradientIsNotThatOfNoLinks() {
    GrayScott system = GrayScott.differentiable();
    Network network = network(system, 0.03);
    FrameModel model = new FrameModel(Task.CORRECTION, system, "euler", 0.03, network);
    List<double[]> window = window(system, FRAMES);
    double[] wig = gradient(network, new UnrolledLoss(model, new Unrolling(4, 0, 4)), window);
    double[] nog = gradient(network, new UnrolledLoss(model, new Unrolling(4, 0, 1)), window);
    assertThrows(AssertionError.class, () -> assertNear(wig, nog, 0.01));
  }

  @Test
  void warmUpOnlyMovesTheStart() {
    GrayScott system = GrayScott.differentiable();
    Network network = network(system, 0.03);
    FrameModel model = new FrameModel(Task.SEQUENTIAL_CORRECTION, system, "euler", 0.03, network);
    List<double[]> window = window(system, FRAMES);
    double[] warmedUp =
        gradient(network, new UnrolledLoss(model, new Unrolling(FRAMES, 2, FRAMES)), window);

    double[] start = unrolled(model, window.get(0)).get(2);
    double[] direct =
        gradient(
            network,
            new UnrolledLoss(model, new Unrolling(2, 0, 2)),
            List.of(start, window.get(3), window.get(4)));
    assertNear(direct, warmedUp, 1e-12);
  }

  @Test
  void theLossIsTheMeanSquareOverBatchFramesAndPoints() {
    GrayScott system = GrayScott.differentiable();
    Network network = network(system, 0.03);
    FrameModel model = new FrameModel(Task.PREDICTION, system, "euler", 0.03, network);
    double[] start = window(system, 1).get(0);
    List<double[]> states = unrolled(model, start);
    List<double[]> window = new ArrayList<>(states);
    double[] off = states.get(2).clone();
    off[0] += 3;
    window.set(2, off);
    // 9 spread over 2 states x 24 values x 4 frames.
    double loss = new UnrolledLoss(model, new Unrolling(FRAMES, 0, 1)).addGradient(window);
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
              counting, new ArchitectureSpec("conv-resnet", 4, 1), system.shape(), 1, new Seed(1));
      new UnrolledLoss(
              new FrameModel(Task.CORRECTION, system, "euler", 0.03, network),
              new Unrolling(frames, 0, segment))
          .addGradient(window(system, frames));
      return memory.peak();
    }
  }

  private int peakOfOpenArrays(int frames, int segment) {
    AtomicInteger peak = new AtomicInteger();
    GrayScott system = new GrayScott(stepper -> new Watching(stepper, session, peak));
    Network network = network(system, 0.03);
    int before = session.openArrays();
    new UnrolledLoss(
            new FrameModel(Task.CORRECTION, system, "euler", 0.03, network),
            new Unrolling(frames, 0, segment))
        .addGradient(window(system, frames));
    assertEquals(before, session.openArrays());
    return peak.get() - before;
  }

  @Test
  void refusesLinksThroughAnOpaqueSolver() {
    GrayScott system = GrayScott.opaque();
    Network network = network(system, 0.03);
    FrameModel model = new FrameModel(Task.CORRECTION, system, "euler", 0.03, network);
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
    FrameModel model =
        new FrameModel(Task.CORRECTION, system, "euler", 0.03, network(system, 0.03));
    UnrolledLoss loss = new UnrolledLoss(model, new Unrolling(3, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> loss.addGradient(window(system, 2)));
  }

  private Network network(PhysicalSystem system, double parameter) {
    int features = system.parameterFeatures(parameter).length;
    ArchitectureSpec spec = new ArchitectureSpec("conv-resnet", 3, 1);
    return Architectures.create(session, spec, system.shape(), features, new Seed(11));
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

  private static List<double[]> unrolled(FrameModel model, double[] start) {
    List<double[]> states = new ArrayList<>(List.of(start));
    for (int j = 1; j <= FRAMES; j++) {
      try (FrameModel.Frame frame = model.advance(states.get(j - 1), false)) {
        states.add(frame.next());
      }
    }
    return states;
  }

  private static double[] gradient(Network network, UnrolledLoss loss, List<double[]> window) {
    loss.addGradient(window);
    double[] gradient = network.readGradient();
    network.clearGradient();
    return gradient;
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
