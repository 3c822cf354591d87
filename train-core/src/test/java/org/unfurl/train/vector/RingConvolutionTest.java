package org.unfurl.train.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unfurl.sim.random.Seed;

/** One convolution against its definition, and its derivative against the transpose. */
class RingConvolutionTest {

  private static final float SLOPE = 0.01f;

  @ParameterizedTest
  @CsvSource({"26, 26, 48, 16", "2, 26, 48, 16", "5, 3, 11, 7", "1, 1, 1, 1", "4, 8, 6, 33"})
  void agreesWithTheDirectSum(int inputs, int outputs, int points, int states) {
    Case c = new Case(inputs, outputs, points, states);
    double[] y = c.apply();
    double error = 0;
    for (int state = 0; state < states; state++) {
      for (int output = 0; output < outputs; output++) {
        for (int point = 0; point < points; point++) {
          double z = c.parameters[outputs * 3 * inputs + output];
          for (int tap = 0; tap < 3; tap++) {
            for (int input = 0; input < inputs; input++) {
              int at = Math.floorMod(point + tap - 1, points);
              z +=
                  c.parameters[(output * 3 + tap) * inputs + input]
                      * c.x[(state * inputs + input) * points + at];
            }
          }
          double expected = z > 0 ? z : SLOPE * z;
          error =
              Math.max(error, Math.abs(expected - y[(state * outputs + output) * points + point]));
        }
      }
    }
    assertTrue(error < 2e-6, "largest error " + error + " of numbers of order one");
  }

  @ParameterizedTest
  @CsvSource({"26, 26, 48, 16", "5, 3, 11, 7", "1, 2, 2, 20", "3, 4, 50, 3"})
  void theCotangentOfTheInputIsTheTranspose(int inputs, int outputs, int points, int states) {
    // Without φ the convolution is affine: ⟨conv(x) − conv(0), λ⟩ = ⟨x, convᵀ λ⟩.
    Case c = new Case(inputs, outputs, points, states);
    double[] cotangent = numbers("cotangent", states * outputs * points);
    double[] zero = new Case(c, new double[c.x.length]).apply(1);
    double[] y = c.apply(1);
    double forward = 0;
    for (int i = 0; i < y.length; i++) {
      forward += (y[i] - zero[i]) * cotangent[i];
    }
    double[] inputCotangent = c.vjp(cotangent, 1);
    double backward = 0;
    double scale = 0;
    for (int i = 0; i < c.x.length; i++) {
      backward += c.x[i] * inputCotangent[i];
      scale += Math.abs(c.x[i] * inputCotangent[i]);
    }
    assertEquals(forward, backward, 1e-6 * scale);
  }

  @Test
  void theHaloGoesWhereItCameFrom() {
    Rings rings = new Rings(5, 1);
    double[] batch = numbers("batch", 5);
    float[] group = new float[rings.row()];
    rings.load(batch, 1, 0, group, 0);
    float[] before = group.clone();
    rings.repeat(group, 0, 1);
    // The halo is at positions -1 and 5 to 8: one image of every point.
    rings.gather(group, 0, 1);
    for (int point = 0; point < 5; point++) {
      int at = (point + 1) * Lanes.COUNT;
      assertEquals(2 * before[at], group[at], 1e-6);
    }
  }

  @Test
  void statesComeBackAsTheyWent() {
    Rings rings = new Rings(7, 20);
    double[] batch = numbers("batch", 20 * 3 * 7);
    for (int i = 0; i < batch.length; i++) {
      batch[i] = (float) batch[i];
    }
    float[] group = new float[3 * rings.row()];
    rings.load(batch, 3, 0, group, 0);
    double[] back = new double[batch.length];
    rings.store(group, 0, 3, back, 0);
    assertArrayEquals(batch, back);
  }

  /** A convolution of random weights and states in one group. */
  private static final class Case {

    private final int inputs;
    private final int outputs;
    private final int states;
    private final Rings rings;
    private final RingConvolution convolution;
    private final float[] parameters;
    private final double[] x;

    Case(int inputs, int outputs, int points, int states) {
      this.inputs = inputs;
      this.outputs = outputs;
      this.states = states;
      this.rings = new Rings(points, states);
      this.convolution = new RingConvolution(inputs, outputs);
      this.x = numbers("x", states * inputs * points);
      double[] values = numbers("parameters", (3 * inputs + 1) * outputs);
      this.parameters = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        parameters[i] = (float) (values[i] / Math.sqrt(3 * inputs));
      }
      convolution.setParameters(parameters, 0);
    }

    Case(Case other, double[] x) {
      this.inputs = other.inputs;
      this.outputs = other.outputs;
      this.states = other.states;
      this.rings = other.rings;
      this.convolution = other.convolution;
      this.parameters = other.parameters;
      this.x = x;
    }

    double[] apply() {
      return apply(SLOPE);
    }

    double[] apply(float slope) {
      double[] result = new double[states * outputs * rings.points()];
      rings.store(made(slope), y(), outputs, result, 0);
      return result;
    }

    double[] vjp(double[] cotangent, float slope) {
      float[] kept = made(slope);
      float[] group = new float[convolution.outputRows() * rings.row()];
      rings.load(cotangent, outputs, 0, group, 0);
      float[] sum = new float[convolution.inputRows() * rings.row()];
      convolution.addVjp(scratch(), group, kept, y(), slope, 0, sum);
      double[] result = new double[x.length];
      rings.store(sum, 0, inputs, result, 0);
      return result;
    }

    /** x, and behind it what the convolution makes of it. */
    private float[] made(float slope) {
      float[] kept = new float[y() + convolution.outputRows() * rings.row()];
      rings.load(x, inputs, 0, kept, 0);
      rings.repeat(kept, 0, inputs);
      convolution.apply(scratch(), kept, 0, slope, kept, y());
      return kept;
    }

    private int y() {
      return convolution.inputRows() * rings.row();
    }

    private Workspace scratch() {
      return new Workspace(rings, Math.max(convolution.inputRows(), convolution.outputRows()));
    }
  }

  private static double[] numbers(String purpose, int count) {
    return new Seed(3).derive(purpose).generator().doubles(count, -1, 1).toArray();
  }
}
