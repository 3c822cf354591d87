package org.unfurl.train.parameter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.random.Seed;

class ParameterLayoutTest {

  private static final Draw NOTHING = Draw.constant(0);

  @Test
  void placesTensorsOneAfterAnother() {
    Tensor first = Tensor.of("first", NOTHING, 5, 2, 3);
    Tensor second = Tensor.of("second", NOTHING, 5);
    ParameterLayout layout = new ParameterLayout(List.of(first, second));
    assertEquals(0, layout.offset(first));
    assertEquals(30, layout.offset(second));
    assertEquals(35, layout.end(second));
    assertEquals(35, layout.size());
  }

  @Test
  void refusesTwoTensorsOfOneName() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new ParameterLayout(
                    List.of(Tensor.of("same", NOTHING, 1), Tensor.of("same", NOTHING, 2))));
    assertTrue(error.getMessage().startsWith("tensor (same) must"), error.getMessage());
  }

  @Test
  void drawsUniformlyBelowTheReciprocalRootOfTheFanIn() {
    // 12 inputs x 3 taps: bound 1/6, standard deviation bound/√3.
    ParameterLayout layout =
        new ParameterLayout(List.of(Tensor.of("weight", Draw.fanIn(36), 500, 12, 3)));
    double[] values = layout.draw(new Seed(1));
    double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
    double variance = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
    assertTrue(largest <= 1.0 / 6 && largest > 0.99 / 6, "largest " + largest);
    assertEquals(1.0 / 108, variance, 0.03 / 108);
    assertArrayEquals(values, layout.draw(new Seed(1)));
  }

  @Test
  void theFlatVectorRunsOverATensorInItsOwnOrder() {
    // (output, input, tap) of 2 x 3 x 2, kept as (output, tap, input).
    Tensor tensor = new Tensor("weight", List.of(2, 3, 2), List.of(0, 2, 1), NOTHING);
    assertArrayEquals(new long[] {2, 2, 3}, tensor.flatShape());
    assertArrayEquals(new long[] {0, 2, 1}, tensor.fromFlat());
    int[] offsets = tensor.flatOffsets();
    for (int output = 0; output < 2; output++) {
      for (int input = 0; input < 3; input++) {
        for (int tap = 0; tap < 2; tap++) {
          assertEquals((output * 2 + tap) * 3 + input, offsets[(output * 3 + input) * 2 + tap]);
        }
      }
    }
  }
}
