package org.unfurl.train.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptedModuleTest {

  private static final int POINTS = 16;

  @Test
  void aModuleRecordsItselfForItsParametersAndItsInput() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      ScriptedModule module = session.module(file("line.pt"));
      session.compute(
          true,
          scope -> {
            NDArray input = Operations.leaf(states(session, 1));
            NDArray output = module.forward(input);
            Operations.backward(output, session.array(ones(POINTS), 1, 1, POINTS));
            assertTrue(Operations.gradient(input).isPresent());
            for (NDArray parameter : module.parameters()) {
              assertTrue(Operations.gradient(parameter).isPresent(), parameter.getName());
            }
            return null;
          });
    }
  }

  @Test
  void itsParametersHaveTheNamesOfPyTorch() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      List<String> names =
          session.module(file("line.pt")).parameters().stream().map(NDArray::getName).toList();
      assertEquals(
          List.of(
              "lift.weight",
              "lift.bias",
              "norm.weight",
              "norm.bias",
              "project.weight",
              "project.bias"),
          names);
    }
  }

  @Test
  void whatIsWrittenIntoAParameterIsComputedWith() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      ScriptedModule module = session.module(file("line.pt"));
      double[] output =
          session.compute(
              false,
              scope -> {
                for (int i = 0; i < module.parameters().size(); i++) {
                  int size = Math.toIntExact(module.parameters().get(i).size());
                  module.write(i, session.array(new double[size], size));
                }
                module.write(5, session.array(new double[] {0.25}, 1));
                return session.values(module.forward(states(session, 2)));
              });
      double[] expected = new double[2 * POINTS];
      Arrays.fill(expected, 0.25);
      assertArrayEquals(expected, output);
    }
  }

  @Test
  void aModuleKeepsTheModeInWhichItWasSaved() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      assertTrue(changesItself(session, session.module(file("batch-norm.pt"))));
      assertFalse(changesItself(session, session.module(file("batch-norm-eval.pt"))));
    }
  }

  @Test
  void nothingOfAModuleIsLeftInItsSession() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      ScriptedModule module = session.module(file("line.pt"));
      int open = session.openArrays();
      for (int i = 0; i < 20; i++) {
        session.compute(false, scope -> session.values(module.forward(states(session, 1))));
      }
      assertEquals(open, session.openArrays());
    }
  }

  @Test
  void whatTheEngineSaysOverManyLinesIsOneOfThem() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      ScriptedModule module = session.module(file("line-two-channels.pt"));
      UnusableModuleException failure =
          assertThrows(
              UnusableModuleException.class,
              () -> session.compute(false, scope -> module.forward(states(session, 1))));
      assertEquals(
          "Given groups=1, weight of size [6, 3, 3], expected input[1, 1, 18] to have 3 channels,"
              + " but got 1 channels instead",
          failure.getMessage());
      assertThrows(
          UnusableModuleException.class,
          () -> session.module("no module".getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static boolean changesItself(EngineSession session, ScriptedModule module) {
    byte[] before = module.archive();
    session.compute(false, scope -> session.values(module.forward(states(session, 2))));
    return !Arrays.equals(before, module.archive());
  }

  private static NDArray states(EngineSession session, int batch) {
    double[] values = new double[batch * POINTS];
    Arrays.setAll(values, i -> Math.sin(0.7 * i));
    return session.array(values, batch, 1, POINTS);
  }

  private static double[] ones(int count) {
    double[] values = new double[count];
    Arrays.fill(values, 1);
    return values;
  }

  private static byte[] file(String name) {
    try (InputStream in = ScriptedModuleTest.class.getResourceAsStream("../script/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }
}
