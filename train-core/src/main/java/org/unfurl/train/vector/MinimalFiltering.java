package org.unfurl.train.vector;

import static org.unfurl.train.vector.Lanes.all;
import static org.unfurl.train.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Four outputs of a filter of three taps by six multiplications instead of twelve: minimal
 * filtering F(4, 3) (Winograd, Arithmetic Complexity of Computations, SIAM 1980, section V; as a
 * convolution layer: Lavin and Gray, arXiv 1509.09308). With a tile of six inputs d, of which the
 * neighbouring tiles share two, and a filter g,
 *
 * <pre>   y = Aᵀ ((G g) ⊙ (Bᵀ d)),   four numbers   </pre>
 *
 * where the rows of Aᵀ, G and Bᵀ evaluate polynomials at 0, ±p, ±q and ∞, so that the filtering
 * becomes a product of values. In a convolution with many channels G g is computed once and A and B
 * cost a few operations per number, while ⊙ is a matrix product over the channels: half the work of
 * the direct sum.
 *
 * <p>The points p = 5/8, q = 3/2 keep all factors near 1. In single precision a layer of 26
 * channels then errs by 2.6e-7 of its norm, against 1.0e-7 of the direct sum and 3.8e-7 of the
 * usual points 1 and 2. The gradient is the exact transpose of these linear maps: B, A, Gᵀ.
 *
 * <p>A row of numbers is laid out (position, lane) with a halo: positions −1 to 4 · tiles. Tile j
 * has the inputs at positions 4 j − 1 to 4 j + 4 and the outputs 4 j to 4 j + 3. Its values are
 * laid out (tile, value, lane).
 */
final class MinimalFiltering {

  /** Outputs of a tile. */
  static final int OUTPUTS = 4;

  /** Values that stand for a tile between the transforms. */
  static final int VALUES = 6;

  /** Taps of the filter. */
  static final int TAPS = 3;

  private static final int LANES = Lanes.COUNT;
  private static final float P = 5f / 8;
  private static final float Q = 3f / 2;
  private static final float P2 = P * P;
  private static final float Q2 = Q * Q;
  private static final float SUM = P2 + Q2;
  private static final float PRODUCT = P2 * Q2;

  private static final float FILTER_0 = 1 / PRODUCT;
  private static final float FILTER_P = 1 / (2 * P2 * (P2 - Q2));
  private static final float FILTER_Q = 1 / (2 * Q2 * (Q2 - P2));

  /** G, (value, tap). */
  private static final float[][] FILTER = {
    {1 / PRODUCT, 0, 0},
    evaluation(P, Q2),
    evaluation(-P, Q2),
    evaluation(Q, P2),
    evaluation(-Q, P2),
    {0, 0, 1},
  };

  private MinimalFiltering() {}

  private static float[] evaluation(float point, float otherSquare) {
    float square = point * point;
    float norm = 2 * square * (square - otherSquare);
    return new float[] {1 / norm, point / norm, square / norm};
  }

  /** Entry of G: what a tap contributes to a value of the filter. */
  static float filter(int value, int tap) {
    return FILTER[value][tap];
  }

  /**
   * values = Bᵀ d for every tile of a row.
   *
   * @param x the row with its halo. Not modified.
   * @param values of every tile. Overwritten.
   */
  static void transformInput(float[] x, int from, float[] values, int to, int tiles) {
    for (int tile = 0; tile < tiles; tile++) {
      FloatVector d0 = load(x, from);
      FloatVector d1 = load(x, from + LANES);
      FloatVector d2 = load(x, from + 2 * LANES);
      FloatVector d3 = load(x, from + 3 * LANES);
      FloatVector d4 = load(x, from + 4 * LANES);
      FloatVector d5 = load(x, from + 5 * LANES);
      d0.fma(all(PRODUCT), d2.fma(all(-SUM), d4)).intoArray(values, to);
      FloatVector even = d2.fma(all(-Q2), d4);
      FloatVector odd = d1.fma(all(-Q2), d3);
      odd.fma(all(P), even).intoArray(values, to + LANES);
      odd.fma(all(-P), even).intoArray(values, to + 2 * LANES);
      even = d2.fma(all(-P2), d4);
      odd = d1.fma(all(-P2), d3);
      odd.fma(all(Q), even).intoArray(values, to + 3 * LANES);
      odd.fma(all(-Q), even).intoArray(values, to + 4 * LANES);
      d1.fma(all(PRODUCT), d3.fma(all(-SUM), d5)).intoArray(values, to + 5 * LANES);
      from += OUTPUTS * LANES;
      to += VALUES * LANES;
    }
  }

  /**
   * x += B values, where overlapping tiles add up.
   *
   * @param values of every tile. Not modified.
   * @param x the row with its halo, which takes what belongs to the row's other end. Modified.
   */
  static void addTransposedInput(float[] values, int from, float[] x, int to, int tiles) {
    FloatVector left4 = all(0);
    FloatVector left5 = left4;
    for (int tile = 0; tile < tiles; tile++) {
      FloatVector t0 = load(values, from);
      FloatVector t1 = load(values, from + LANES);
      FloatVector t2 = load(values, from + 2 * LANES);
      FloatVector t3 = load(values, from + 3 * LANES);
      FloatVector t4 = load(values, from + 4 * LANES);
      FloatVector t5 = load(values, from + 5 * LANES);
      FloatVector evenP = t1.add(t2);
      FloatVector oddP = t1.sub(t2).mul(all(P));
      FloatVector evenQ = t3.add(t4);
      FloatVector oddQ = t3.sub(t4).mul(all(Q));
      FloatVector d0 = t0.fma(all(PRODUCT), left4);
      FloatVector d1 = oddP.fma(all(-Q2), oddQ.fma(all(-P2), t5.fma(all(PRODUCT), left5)));
      FloatVector d2 = evenP.fma(all(-Q2), evenQ.fma(all(-P2), t0.mul(all(-SUM))));
      FloatVector d3 = t5.fma(all(-SUM), oddP.add(oddQ));
      load(x, to).add(d0).intoArray(x, to);
      load(x, to + LANES).add(d1).intoArray(x, to + LANES);
      load(x, to + 2 * LANES).add(d2).intoArray(x, to + 2 * LANES);
      load(x, to + 3 * LANES).add(d3).intoArray(x, to + 3 * LANES);
      left4 = t0.add(evenP).add(evenQ);
      left5 = t5;
      from += VALUES * LANES;
      to += OUTPUTS * LANES;
    }
    load(x, to).add(left4).intoArray(x, to);
    load(x, to + LANES).add(left5).intoArray(x, to + LANES);
  }

  /**
   * y = φ(skip + Aᵀ values + bias) for every tile of a row, with φ(z) = z where z is positive and
   * slope · z elsewhere.
   *
   * @param values of every tile. Not modified.
   * @param slope 1 for no φ
   * @param skip a row like y. Not modified.
   * @param y the row with its halo, which stays as it is. Overwritten.
   */
  static void transformOutput(
      float[] values,
      int from,
      float bias,
      float slope,
      float[] skip,
      int skipFrom,
      float[] y,
      int to,
      int tiles) {
    to += LANES;
    skipFrom += LANES;
    for (int tile = 0; tile < tiles; tile++) {
      FloatVector t1 = load(values, from + LANES);
      FloatVector t2 = load(values, from + 2 * LANES);
      FloatVector t3 = load(values, from + 3 * LANES);
      FloatVector t4 = load(values, from + 4 * LANES);
      FloatVector evenP = t1.add(t2);
      FloatVector oddP = t1.sub(t2);
      FloatVector evenQ = t3.add(t4);
      FloatVector oddQ = t3.sub(t4);
      FloatVector b = all(bias);
      FloatVector y0 = load(values, from).add(b).add(evenP.add(evenQ));
      FloatVector y1 = oddP.fma(all(P), oddQ.fma(all(Q), b));
      FloatVector y2 = evenP.fma(all(P2), evenQ.fma(all(Q2), b));
      FloatVector y3 =
          oddP.fma(all(P * P2), oddQ.fma(all(Q * Q2), load(values, from + 5 * LANES).add(b)));
      leakyRelu(y0.add(load(skip, skipFrom)), slope).intoArray(y, to);
      leakyRelu(y1.add(load(skip, skipFrom + LANES)), slope).intoArray(y, to + LANES);
      leakyRelu(y2.add(load(skip, skipFrom + 2 * LANES)), slope).intoArray(y, to + 2 * LANES);
      leakyRelu(y3.add(load(skip, skipFrom + 3 * LANES)), slope).intoArray(y, to + 3 * LANES);
      from += VALUES * LANES;
      to += OUTPUTS * LANES;
      skipFrom += OUTPUTS * LANES;
    }
  }

  private static FloatVector leakyRelu(FloatVector z, float slope) {
    return z.blend(z.mul(slope), z.compare(VectorOperators.LT, 0));
  }

  /**
   * λ ← φ' ⊙ λ and values = A λ for every tile of a row.
   *
   * @param cotangent λ of y, becomes that of φ's argument. A row like y. Modified.
   * @param y what {@link #transformOutput} made: its sign is that of φ's argument. Not modified.
   * @param slope 1 for no φ
   * @param values of every tile. Overwritten.
   * @param biasCotangent per lane, grows by the sum of λ. Modified.
   */
  static void transposeOutput(
      float[] cotangent,
      int from,
      float[] y,
      int yFrom,
      float slope,
      float[] values,
      int to,
      int tiles,
      float[] biasCotangent,
      int biasTo) {
    FloatVector sum = all(0);
    from += LANES;
    yFrom += LANES;
    for (int tile = 0; tile < tiles; tile++) {
      FloatVector c0 = throughLeakyRelu(load(cotangent, from), load(y, yFrom), slope);
      FloatVector c1 =
          throughLeakyRelu(load(cotangent, from + LANES), load(y, yFrom + LANES), slope);
      FloatVector c2 =
          throughLeakyRelu(load(cotangent, from + 2 * LANES), load(y, yFrom + 2 * LANES), slope);
      FloatVector c3 =
          throughLeakyRelu(load(cotangent, from + 3 * LANES), load(y, yFrom + 3 * LANES), slope);
      c0.intoArray(cotangent, from);
      c1.intoArray(cotangent, from + LANES);
      c2.intoArray(cotangent, from + 2 * LANES);
      c3.intoArray(cotangent, from + 3 * LANES);
      sum = sum.add(c0.add(c1).add(c2.add(c3)));
      c0.intoArray(values, to);
      FloatVector even = c2.fma(all(P2), c0);
      FloatVector odd = c3.fma(all(P2), c1);
      odd.fma(all(P), even).intoArray(values, to + LANES);
      odd.fma(all(-P), even).intoArray(values, to + 2 * LANES);
      even = c2.fma(all(Q2), c0);
      odd = c3.fma(all(Q2), c1);
      odd.fma(all(Q), even).intoArray(values, to + 3 * LANES);
      odd.fma(all(-Q), even).intoArray(values, to + 4 * LANES);
      c3.intoArray(values, to + 5 * LANES);
      from += OUTPUTS * LANES;
      yFrom += OUTPUTS * LANES;
      to += VALUES * LANES;
    }
    load(biasCotangent, biasTo).add(sum).intoArray(biasCotangent, biasTo);
  }

  private static FloatVector throughLeakyRelu(FloatVector cotangent, FloatVector y, float slope) {
    return cotangent.mul(slope).blend(cotangent, y.compare(VectorOperators.GT, 0));
  }

  /**
   * Gᵀ of many filters' cotangents, one a lane.
   *
   * @param cotangents (value, filter, lane), becomes (tap, filter, lane). Modified.
   */
  static void transposeFilter(float[] cotangents, int filters) {
    int stride = filters * LANES;
    for (int at = 0; at < stride; at += LANES) {
      FloatVector t1 = load(cotangents, at + stride);
      FloatVector t2 = load(cotangents, at + 2 * stride);
      FloatVector t3 = load(cotangents, at + 3 * stride);
      FloatVector t4 = load(cotangents, at + 4 * stride);
      FloatVector evenP = t1.add(t2);
      FloatVector evenQ = t3.add(t4);
      FloatVector t0 = load(cotangents, at);
      t0.mul(all(FILTER_0))
          .add(evenP.fma(all(FILTER_P), evenQ.mul(all(FILTER_Q))))
          .intoArray(cotangents, at);
      t1.sub(t2)
          .fma(all(FILTER_P * P), t3.sub(t4).mul(all(FILTER_Q * Q)))
          .intoArray(cotangents, at + stride);
      evenP
          .fma(all(FILTER_P * P2), evenQ.fma(all(FILTER_Q * Q2), load(cotangents, at + 5 * stride)))
          .intoArray(cotangents, at + 2 * stride);
    }
  }
}
