package org.unfurl.train.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.random.Seed;

class ParameterLayoutTest {

  @Test
  void placesConvolutionsOneAfterAnother() {
    ParameterLayout layout =
        new ParameterLayout(Kernel.LINE).convolution("first", 2, 5).convolution("second", 5, 1);
    assertEquals(
        new ParameterLayout.Convolution("second", Kernel.LINE, 5, 1, 35),
        layout.convolutions().get(1));
    assertEquals(50, layout.convolutions().get(1).biasOffset());
    assertEquals(51, layout.size());
  }

  @Test
  void drawsUniformlyBelowTheReciprocalRootOfTheFanIn() {
    // 12 inputs x 3 taps: bound 1/6, standard deviation bound/√3.
    double[] values = new ParameterLayout(Kernel.LINE).convolution("c", 12, 500).draw(new Seed(1));
    double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
    double variance = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
    assertTrue(largest <= 1.0 / 6 && largest > 0.99 / 6, "largest " + largest);
    assertEquals(1.0 / 108, variance, 0.03 / 108);
    assertArrayEquals(
        values, new ParameterLayout(Kernel.LINE).convolution("c", 12, 500).draw(new Seed(1)));
  }
}
