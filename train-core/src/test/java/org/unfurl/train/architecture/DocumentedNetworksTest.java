package org.unfurl.train.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceDivergedException;
import org.unfurl.sim.reference.ReferenceGenerator;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.network.Network;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.parameter.ParameterLayout;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.script.ScriptFiles;
import org.unfurl.train.setting.Values;
import org.unfurl.train.task.Task;
import org.unfurl.train.trainer.Trainer;
import org.unfurl.train.trainer.Training;
import org.unfurl.train.trainer.TrainingConfig;
import org.unfurl.train.trainer.TrainingProgress;
import org.unfurl.train.unroll.Modality;

/** The two networks of docs/your-network.md, as a reader would make them. */
class DocumentedNetworksTest {

  private static final Path PAGE = Path.of("..", "docs", "your-network.md");

  @TempDir private Path folder;

  @Test
  void theScriptSavesAModuleThatLearnsTheSystemItIsMadeFor()
      throws IOException, InterruptedException, ReferenceDivergedException {
    Files.writeString(folder.resolve("save.py"), block("python"));
    assumeTrue(python("-c", "import torch"), "no PyTorch");
    assertTrue(python("save.py"));
    String digest =
        ScriptFiles.add("residual.pt", Files.readAllBytes(folder.resolve("residual.pt"))).sha256();
    PhysicalSystem system = PhysicalSystems.named("kuramoto-sivashinsky");
    Trajectories data =
        ReferenceGenerator.generate(
            new ReferenceSpec(system.name(), 1.0, Split.TRAIN, 2, 40, new Seed(1)));
    TrainingConfig config =
        new TrainingConfig(
            Task.CORRECTION,
            "etd1",
            Modality.WIG,
            3,
            0,
            0,
            new ArchitectureSpec(TorchScript.NAME, Values.none().with(TorchScript.FILE, digest)),
            8,
            40,
            new LearningRate(5e-3, 1, 1));
    Training.Completed training =
        assertInstanceOf(
            Training.Completed.class,
            Trainer.train(config, system, Map.of(1.0, data), new Seed(4), TrainingProgress.none()));
    training.model().close();
    double first = training.losses().get(0).loss();
    double last = training.losses().get(training.losses().size() - 1).loss();
    assertTrue(last < first / 3, first + " -> " + last);
  }

  @Test
  void theClassIsFoundAndComputes() throws IOException {
    Path source = folder.resolve("TwoScales.java");
    Files.writeString(source, block("java"));
    Path classes = folder.resolve("classes");
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                classes.toString(),
                source.toString(),
                "-classpath",
                System.getProperty("java.class.path")));
    Files.writeString(services.resolve(Architecture.class.getName()), "org.example.TwoScales\n");
    try (URLClassLoader jar =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, Architecture.class.getClassLoader())) {
      List<Architecture> all = Architectures.withFound(jar);
      Architecture architecture = all.get(all.size() - 1);
      assertEquals("two-scales", architecture.name());
      Values values = Values.none().with(Size.WIDTH, 6);
      NetworkShape odd = new NetworkShape(StateShape.periodicLine(1, 31), 1);
      assertEquals(
          Optional.of("two-scales (31 points) must have an even number of points"),
          architecture.problem(values, odd));
      computes(architecture, values, new NetworkShape(StateShape.periodicLine(1, 32), 1));
      computes(architecture, values, new NetworkShape(new StateShape(2, 8, 6, true, false), 0));
    }
  }

  private static void computes(Architecture architecture, Values values, NetworkShape shape) {
    ParameterLayout layout = new ParameterLayout(architecture.description(values, shape).tensors());
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network =
          architecture.network(
              values, shape, new ParameterVector(session, layout, layout.draw(new Seed(1))));
      double[] states = new SplittableRandom(1).doubles(2L * shape.input().size()).toArray();
      try (Network.Evaluation evaluation = network.evaluate(states, 2, true)) {
        assertEquals(2 * shape.states().size(), evaluation.output().length);
        assertEquals(states.length, evaluation.vjp(evaluation.output()).length);
      }
    }
  }

  private static String block(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertTrue(block.find(), "no example in " + language);
    return block.group(1);
  }

  private boolean python(String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.add(0, "python3");
    try {
      return new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("python.log").toFile())
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
