package org.unfurl.train.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.unfurl.sim.grid.StateShape;

/** Both kinds of attention against their definitions, point by point. */
class AttentionTest {

  private static final StateShape PLANE = StateShape.periodicPlane(1, 2, 3);
  private static final int POINTS = 6;

  @Test
  void everyPointWeighsAllValuesByItsQuery() {
    int channels = 2;
    Signal signal = AppliedLayer.signal(3 * channels, PLANE);
    double[] input = AppliedLayer.numbers(signal.size());
    double[] expected = new double[channels * POINTS];
    for (int query = 0; query < POINTS; query++) {
      double[] scores = new double[POINTS];
      for (int key = 0; key < POINTS; key++) {
        for (int c = 0; c < channels; c++) {
          scores[key] +=
              input[c * POINTS + query]
                  * input[(channels + c) * POINTS + key]
                  / Math.sqrt(channels);
        }
      }
      double[] weights = softmax(scores);
      for (int c = 0; c < channels; c++) {
        for (int key = 0; key < POINTS; key++) {
          expected[c * POINTS + query] += weights[key] * input[(2 * channels + c) * POINTS + key];
        }
      }
    }
    assertArrayEquals(
        expected, new AppliedLayer(Attention.overPoints(), signal).output(input), 1e-14);
  }

  @Test
  void slicesAttendToEachOther() {
    int heads = 2;
    int length = 3;
    int slices = 4;
    int channels = heads * length;
    Signal signal = AppliedLayer.signal(2 * channels, PLANE);
    AppliedLayer layer = new AppliedLayer(SliceAttention.of(heads, slices), signal);
    double[] input = AppliedLayer.numbers(signal.size());
    double[] expected = new double[channels * POINTS];
    for (int head = 0; head < heads; head++) {
      double[][] weights = new double[POINTS][];
      double[][] tokens = new double[slices][length];
      double[] sums = new double[slices];
      for (int point = 0; point < POINTS; point++) {
        double[] scores = layer.tensor("slice.bias");
        for (int s = 0; s < slices; s++) {
          for (int c = 0; c < length; c++) {
            scores[s] +=
                layer.tensor("slice.weight")[s * length + c]
                    * input[(head * length + c) * POINTS + point];
          }
          scores[s] /= 0.5;
        }
        weights[point] = softmax(scores);
        for (int s = 0; s < slices; s++) {
          sums[s] += weights[point][s];
          for (int c = 0; c < length; c++) {
            tokens[s][c] +=
                weights[point][s] * input[(channels + head * length + c) * POINTS + point];
          }
        }
      }
      for (int s = 0; s < slices; s++) {
        for (int c = 0; c < length; c++) {
          tokens[s][c] /= sums[s] + 1e-5;
        }
      }
      double[][] made = attended(layer, tokens);
      for (int point = 0; point < POINTS; point++) {
        for (int c = 0; c < length; c++) {
          for (int s = 0; s < slices; s++) {
            expected[(head * length + c) * POINTS + point] += weights[point][s] * made[s][c];
          }
        }
      }
    }
    assertArrayEquals(expected, layer.output(input), 1e-14);
  }

  private static double[][] attended(AppliedLayer layer, double[][] tokens) {
    double[][] made = new double[tokens.length][tokens[0].length];
    for (int i = 0; i < tokens.length; i++) {
      double[] scores = new double[tokens.length];
      for (int j = 0; j < tokens.length; j++) {
        double[] query = times(layer.tensor("query.weight"), tokens[i]);
        double[] key = times(layer.tensor("key.weight"), tokens[j]);
        for (int c = 0; c < query.length; c++) {
          scores[j] += query[c] * key[c] / Math.sqrt(query.length);
        }
      }
      double[] weights = softmax(scores);
      for (int j = 0; j < tokens.length; j++) {
        double[] value = times(layer.tensor("value.weight"), tokens[j]);
        for (int c = 0; c < value.length; c++) {
          made[i][c] += weights[j] * value[c];
        }
      }
    }
    return made;
  }

  private static double[] times(double[] matrix, double[] vector) {
    double[] product = new double[matrix.length / vector.length];
    for (int i = 0; i < matrix.length; i++) {
      product[i / vector.length] += matrix[i] * vector[i % vector.length];
    }
    return product;
  }

  private static double[] softmax(double[] scores) {
    double[] weights = new double[scores.length];
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score);
    }
    for (int i = 0; i < scores.length; i++) {
      weights[i] = Math.exp(scores[i]) / sum;
    }
    return weights;
  }
}
