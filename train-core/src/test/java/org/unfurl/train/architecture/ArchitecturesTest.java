package org.unfurl.train.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unfurl.sim.grid.StateShape;

class ArchitecturesTest {

  // (6C + C) + 2D(3C² + C) + (3C + 1): the study's ConvResNet1D with two inputs and one output.
  @ParameterizedTest
  @CsvSource({"26,8,33125", "52,12,196457", "10,2,1341", "16,10,15841", "416,24,24944193"})
  void convResNetHasTheStudysParameterCounts(int width, int depth, long expected) {
    ArchitectureSpec spec = ArchitectureSpec.sized("conv-resnet", width, depth);
    assertEquals(
        expected,
        Architectures.parameterCount(spec, new NetworkShape(StateShape.periodicLine(1, 48), 1)));
  }

  @Test
  void refusesWhatCannotBeBuilt() {
    assertRefused("architecture (perceptron) must be one of conv-resnet", "perceptron", 1, 1);
    assertRefused("network.width (0) must be at least 1", "conv-resnet", 0, 1);
    assertRefused("network.depth (-1) must be at least 0", "conv-resnet", 1, -1);
  }

  private static void assertRefused(String message, String name, int width, int depth) {
    NetworkShape shape = new NetworkShape(StateShape.periodicLine(1, 48), 1);
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Architectures.description(ArchitectureSpec.sized(name, width, depth), shape));
    assertTrue(error.getMessage().startsWith(message), error.getMessage());
  }
}
