package org.unfurl.train.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.network.Network;
import org.unfurl.train.parameter.Safetensors;
import org.unfurl.train.script.SavedModules;
import org.unfurl.train.script.ScriptFile;
import org.unfurl.train.script.ScriptFiles;
import org.unfurl.train.setting.Kind;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * Whatever network is trained here can be had in plain PyTorch: {@code
 * notebooks/unfurl_networks.py} rebuilds each from its card and its weights and makes the same
 * frames. An architecture that it does not know fails.
 */
class PlainTorchTest {

  private static final double TOLERANCE = 1e-5;
  private static final int FRAMES = 3;
  private static final int BATCH = 2;
  private static final double FEATURE = 0.4;

  private static final Map<String, NetworkShape> SHAPES =
      Map.of(
          "periodic-line", new NetworkShape(new StateShape(2, 1, 32, true, true), 1),
          "bounded-line", new NetworkShape(new StateShape(1, 1, 32, true, false), 0),
          "periodic-plane", new NetworkShape(new StateShape(2, 16, 24, true, true), 0),
          "bounded-plane", new NetworkShape(new StateShape(2, 16, 24, false, false), 1),
          "half-bounded-plane", new NetworkShape(new StateShape(1, 16, 16, true, false), 0));

  @TempDir private Path folder;

  @Test
  void everyArchitectureMakesTheSameFramesThere() throws IOException, InterruptedException {
    assumeTrue(
        runs(List.of("python3", "-c", "import torch"), folder.resolve("torch.log")), "no PyTorch");
    Path cases = Files.createDirectory(folder.resolve("cases"));
    for (Architecture architecture : Architectures.builtIn()) {
      int written = 0;
      for (Map.Entry<String, NetworkShape> shape : new TreeMap<>(SHAPES).entrySet()) {
        for (Values values : examples(architecture, shape.getValue())) {
          String name = architecture.name() + "-" + shape.getKey() + "-" + written++;
          write(
              Files.createDirectory(cases.resolve(name)),
              new ArchitectureSpec(architecture.name(), values),
              shape.getValue());
        }
      }
      assertTrue(written > 0, architecture.name() + " has no example that fits any shape");
    }
    Map<String, String> differences = compared(cases);
    try (var expected = Files.list(cases)) {
      assertEquals(expected.count(), differences.size());
    }
    String apart =
        differences.entrySet().stream()
            .filter(entry -> !isSmall(entry.getValue()))
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining("\n"));
    assertEquals("", apart);
  }

  private static boolean isSmall(String difference) {
    try {
      return Double.parseDouble(difference) <= TOLERANCE;
    } catch (NumberFormatException e) {
      return false; // it says what went wrong
    }
  }

  private Map<String, String> compared(Path cases) throws IOException, InterruptedException {
    Path script = folder.resolve("compare.py");
    try (var in = PlainTorchTest.class.getResourceAsStream("compare_networks.py")) {
      Files.copy(in, script);
    }
    Path output = folder.resolve("compared");
    assertTrue(
        runs(List.of("python3", script.toString(), cases.toString()), output),
        Files.readString(output));
    Map<String, String> differences = new LinkedHashMap<>();
    for (String line : Files.readAllLines(output)) {
      String[] parts = line.split("\t", 2);
      if (parts.length == 2) {
        differences.put(parts[0], parts[1]);
      }
    }
    return differences;
  }

  private static boolean runs(List<String> command, Path output)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("PYTHONPATH", Path.of("..", "notebooks").toAbsolutePath().toString());
    try {
      return builder.start().waitFor() == 0;
    } catch (IOException e) {
      Files.writeString(output, e.toString());
      return false;
    }
  }

  /**
   * Small networks: one with the presets, and one for every word or list that a setting may be
   * instead.
   */
  private static List<Values> examples(Architecture architecture, NetworkShape shape) {
    Values small = Values.none();
    for (Setting<?> setting : architecture.settings()) {
      small = small(setting, small, shape);
    }
    Map<Map<String, Object>, Values> distinct = new LinkedHashMap<>();
    distinct.put(small.asMap(), small);
    for (Setting<?> setting : architecture.settings()) {
      if (setting.kind() instanceof Kind.Word<?> words) {
        for (String word : words.words()) {
          Values other = with(setting, word, small);
          distinct.put(other.asMap(), other);
        }
      } else if (setting.kind() instanceof Kind.Wholes) {
        for (Object example : setting.examples()) {
          Values other = with(setting, example, small);
          distinct.put(other.asMap(), other);
        }
      }
    }
    return distinct.values().stream()
        .filter(values -> architecture.problem(values, shape).isEmpty())
        .toList();
  }

  private static <T> Values small(Setting<T> setting, Values values, NetworkShape shape) {
    if (setting.equals(TorchScript.FILE)) {
      boolean plane = shape.states().isPlane();
      String file = plane ? "plane.pt" : shape.inputs() == 3 ? "line-two-channels.pt" : "line.pt";
      return values.with(TorchScript.FILE, SavedModules.file(file).sha256());
    }
    if (setting.equals(Size.WIDTH)) {
      return values.with(Size.WIDTH, 8);
    }
    if (setting.equals(Size.DEPTH)) {
      return values.with(Size.DEPTH, 2);
    }
    T usual = setting.preset().orElseGet(() -> setting.examples().get(0));
    return setting.kind() instanceof Kind.Whole<?>
        ? with(setting, Math.min(4, (Integer) setting.kind().plain(usual)), values)
        : values.with(setting, usual);
  }

  private static <T> Values with(Setting<T> setting, Object plain, Values values) {
    return values.with(setting, setting.kind().of(plain).orElseThrow());
  }

  private static void write(Path place, ArchitectureSpec spec, NetworkShape shape)
      throws IOException {
    int size = shape.states().size();
    int points = shape.states().points();
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network = Architectures.create(session, spec, shape, new Seed(3));
      ByteBuffer rollout =
          ByteBuffer.allocate((FRAMES + 1) * BATCH * size * Float.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN);
      double[] states = new SplittableRandom(1).doubles((long) BATCH * size, -1, 1).toArray();
      put(rollout, states);
      for (int frame = 0; frame < FRAMES; frame++) {
        double[] input = new double[BATCH * shape.inputs() * points];
        for (int b = 0; b < BATCH; b++) {
          int at = b * shape.inputs() * points;
          System.arraycopy(states, b * size, input, at, size);
          Arrays.fill(input, at + size, at + shape.inputs() * points, FEATURE);
        }
        try (Network.Evaluation evaluation = network.evaluate(input, BATCH, false)) {
          states = evaluation.output();
        }
        put(rollout, states);
      }
      Files.write(place.resolve("rollout"), rollout.array());
      Files.write(place.resolve("weights"), Safetensors.encode(network.parameters()));
    }
    if (spec.name().equals(TorchScript.NAME)) {
      ScriptFile file = ScriptFiles.find(spec.values().of(TorchScript.FILE)).orElseThrow();
      Files.write(place.resolve(file.sha256() + ".pt"), file.bytes());
    }
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("weights", "weights");
    card.put("frames", FRAMES);
    card.put("features", Collections.nCopies(shape.features(), FEATURE));
    card.put("network", NetworkCard.of(spec, shape));
    Files.write(place.resolve("card.json"), json(card).getBytes(StandardCharsets.UTF_8));
  }

  private static void put(ByteBuffer buffer, double[] values) {
    for (double value : values) {
      buffer.putFloat((float) value);
    }
  }

  private static String json(Object plain) {
    if (plain instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> '"' + entry.getKey().toString() + "\": " + json(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (plain instanceof List<?> list) {
      return list.stream().map(PlainTorchTest::json).collect(Collectors.joining(", ", "[", "]"));
    }
    return plain instanceof String ? "\"" + plain + '"' : plain.toString();
  }
}
