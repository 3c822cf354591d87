package org.unfurl.train.architecture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.layer.Description;
import org.unfurl.train.layer.Reach;
import org.unfurl.train.network.Network;
import org.unfurl.train.parameter.Tensor;
import org.unfurl.train.script.SavedModules;
import org.unfurl.train.setting.Values;

class TorchScriptTest {

  private static final int BATCH = 3;
  private static final NetworkShape LINE = new NetworkShape(StateShape.periodicLine(1, 32), 0);
  private static final NetworkShape TWO_CHANNELS =
      new NetworkShape(StateShape.periodicLine(2, 32), 1);
  private static final NetworkShape PLANE =
      new NetworkShape(new StateShape(2, 6, 10, true, false), 0);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "python-only.pt | must be a TorchScript file and has no code, only what torch.save keeps;"
            + " save it with torch.jit.script(module).save(...)",
        "state-dict.pt | must be a TorchScript file and has no code, only what torch.save keeps;"
            + " save it with torch.jit.script(module).save(...)",
        "make_modules.py | must be a TorchScript file and is none;"
            + " save it with torch.jit.script(module).save(...)",
        "nothing.pt | must have parameters to train and has none; make a torch.nn.Parameter",
        "double.pt | must have parameters of float32, and 0.weight is float64;"
            + " call module.float() before it is saved",
        "frozen.pt | must have parameters that are all trained, and 0.weight is frozen;"
            + " set its requires_grad, or make it a buffer",
        "unused.pt | must have parameters that are all trained, and head takes no part in what"
            + " forward returns; delete it",
        "tied.pt | must have parameters that share no memory, and first.weight has that of another;"
            + " use the one parameter twice in forward",
        "pair.pt | must read (3, 1, 32), and then: it returns 2 tensors instead of one",
        "line-two-channels.pt | must read (3, 1, 32), and then: Given groups=1, weight of size"
            + " [6, 3, 3], expected input[3, 1, 34] to have 3 channels, but got 1 channels instead",
        "shorter.pt | must read (3, 1, 32) and make (3, 1, 32), and makes (3, 1, 30); pad its"
            + " convolutions, with padding_mode=\"circular\" where the domain is periodic",
        "too-many-channels.pt | must read (3, 1, 32) and make (3, 1, 32), and makes (3, 3, 32);"
            + " its last layer has as many channels as a state",
        "makes-double.pt | must read (3, 1, 32) and make (3, 1, 32), and makes float64;"
            + " compute in float32",
        "batch-norm.pt | must not change while it computes, and its buffers do, as the running"
            + " means of a BatchNorm; call module.eval() before it is saved, or use GroupNorm",
        "dropout.pt | must make the same of the same states, and draws at random, as Dropout does;"
            + " call module.eval() before it is saved",
      })
  void whatCannotBeTrainedIsRefusedInOneLine(String name, String rule) {
    assertEquals(
        Optional.of("network.file (" + name + ") " + rule),
        new TorchScript().problem(values(name, "drawn"), LINE));
  }

  @Test
  void aFileThatNobodyReadInIsRefused() {
    assertEquals(
        Optional.of(
            "network.file (other.pt) must name a module saved by torch.jit.script or"
                + " torch.jit.trace"),
        new TorchScript().problem(Values.none().with(TorchScript.FILE, "other.pt"), LINE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"line.pt", "traced.pt"})
  void linesAreTrained(String name) {
    assertBothCotangentsAgreeWithCentralDifferences(values(name, "drawn"), LINE);
  }

  @Test
  void severalChannelsAndFeaturesAreTrained() {
    assertBothCotangentsAgreeWithCentralDifferences(
        values("line-two-channels.pt", "kept"), TWO_CHANNELS);
  }

  @Test
  void planesAreTrained() {
    assertBothCotangentsAgreeWithCentralDifferences(values("plane.pt", "drawn"), PLANE);
  }

  @Test
  void drawnWeightsComeFromTheSeedAndANormKeepsItsOwn() {
    double[] kept = first(values("line.pt", "kept"), 1);
    assertArrayEquals(kept, first(values("line.pt", "kept"), 2));
    double[] drawn = first(values("line.pt", "drawn"), 1);
    assertArrayEquals(drawn, first(values("line.pt", "drawn"), 1));
    assertFalse(Arrays.equals(drawn, first(values("line.pt", "drawn"), 2)));

    int at = 0;
    for (Tensor tensor : described("line.pt").tensors()) {
      boolean norm = tensor.name().startsWith("norm");
      double bound = 1 / Math.sqrt(tensor.name().startsWith("lift") ? 3 : 6);
      for (int i = at; i < at + tensor.size(); i++) {
        assertEquals(norm, drawn[i] == kept[i], tensor.name());
        assertTrue(norm || Math.abs(drawn[i]) <= bound, tensor.name());
      }
      at += Math.toIntExact(tensor.size());
    }
  }

  @Test
  void whatIsSeenOfAModuleIsItsReach() {
    assertEquals(new Reach(0, 2), described("batch-norm-eval.pt").reach());
    assertEquals(Reach.WHOLE, described("line.pt").reach()); // a norm looks everywhere
    assertEquals(
        new Reach(1, 1),
        Architectures.description(spec(values("plane.pt", "kept")), PLANE).reach());
  }

  @Test
  void aStateDoesNotDependOnItsBatch() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network =
          Architectures.create(session, spec(values("line.pt", "kept")), LINE, new Seed(1));
      double[] states = numbers(1, BATCH * 32);
      double[] together = output(network, states, BATCH);
      double[] alone = output(network, Arrays.copyOf(states, 32), 1);
      assertArrayEquals(alone, Arrays.copyOf(together, 32), 1e-6);
    }
  }

  @Test
  void leavesNoArraysBehind() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network =
          Architectures.create(session, spec(values("line.pt", "kept")), LINE, new Seed(1));
      double[] states = numbers(1, BATCH * 32);
      evaluate(network, states);
      int open = session.openArrays();
      long held = session.memory().held();
      for (int i = 0; i < 20; i++) {
        evaluate(network, states);
      }
      assertEquals(open, session.openArrays());
      assertEquals(held, session.memory().held());
    }
  }

  private static void evaluate(Network network, double[] states) {
    try (Network.Evaluation evaluation = network.evaluate(states, BATCH, true)) {
      evaluation.vjp(evaluation.output());
    }
  }

  private static void assertBothCotangentsAgreeWithCentralDifferences(
      Values values, NetworkShape shape) {
    try (EngineSession session = EngineSession.open(Precision.FLOAT64)) {
      Network network = Architectures.create(session, spec(values), shape, new Seed(4));
      double[] states = numbers(1, BATCH * shape.input().size());
      double[] cotangent = numbers(2, BATCH * shape.states().size());
      double[] inStates = numbers(3, states.length);
      double[] inParameters = numbers(4, network.parameters().size());
      double step = 1e-6;

      double byStates =
          (dot(cotangent, output(network, sum(states, inStates, step), BATCH))
                  - dot(cotangent, output(network, sum(states, inStates, -step), BATCH)))
              / (2 * step);
      shift(network, inParameters, step);
      double above = dot(cotangent, output(network, states, BATCH));
      shift(network, inParameters, -2 * step);
      double below = dot(cotangent, output(network, states, BATCH));
      shift(network, inParameters, step);
      double byParameters = (above - below) / (2 * step);

      try (Network.Evaluation evaluation = network.evaluate(states, BATCH, true)) {
        assertNear(byStates, dot(evaluation.vjp(cotangent), inStates));
      }
      assertNear(byParameters, dot(network.readGradient(), inParameters));
    }
  }

  private static void assertNear(double expected, double actual) {
    assertEquals(expected, actual, 1e-6 * (1 + Math.abs(expected)));
  }

  private static void shift(Network network, double[] direction, double by) {
    EngineSession session = network.parameters().session();
    network
        .parameters()
        .change(
            vector ->
                session.compute(
                    false,
                    scope -> vector.addi(session.array(sum(null, direction, by), vector.size()))));
  }

  private static double[] sum(double[] values, double[] direction, double by) {
    double[] result = new double[direction.length];
    Arrays.setAll(result, i -> (values == null ? 0 : values[i]) + by * direction[i]);
    return result;
  }

  private static double[] output(Network network, double[] states, int batch) {
    try (Network.Evaluation evaluation = network.evaluate(states, batch, false)) {
      return evaluation.output();
    }
  }

  private static double[] first(Values values, long seed) {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      return Architectures.create(session, spec(values), LINE, new Seed(seed)).parameters().read();
    }
  }

  private static Description described(String name) {
    return Architectures.description(spec(values(name, "drawn")), LINE);
  }

  private static ArchitectureSpec spec(Values values) {
    return new ArchitectureSpec("torchscript", values);
  }

  private static Values values(String name, String weights) {
    return Values.none()
        .with(TorchScript.FILE, SavedModules.file(name).sha256())
        .with(TorchScript.WEIGHTS, weights);
  }

  private static double[] numbers(long seed, int count) {
    return new SplittableRandom(seed).doubles(count, -1, 1).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
