package org.unfurl.sim.spectral;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * A circulant matrix on the coefficients of {@link FoldedBasis}. With T the shift by one point, (T
 * u)ⱼ = uⱼ₊₁, the matrix is a polynomial in T,
 *
 * <pre>   A = Σ a(i) Tⁱ,   a(i) = (1/n) Σₖ symbol(k) exp(−2πi k i / n)   over all n modes   </pre>
 *
 * <p>On the sums T is a cyclic shift by one of n/2 points, on the differences one that changes the
 * sign of what it carries around the end. The polynomial is evaluated by Horner's rule in T⁴, four
 * terms at a time:
 *
 * <pre>   A = (a(0) + a(1) T + a(2) T² + a(3) T³) + T⁴ ((a(4) + a(5) T + …) + T⁴ (…))   </pre>
 *
 * <p><b>Why so.</b> The obvious dense product reads one array at many offsets, and the Java
 * compiler leaves such loops at scalar speed. Here every loop reads and writes several arrays at
 * one and the same index over all points of all fields, which it turns into vector instructions,
 * and the shifts are array copies. No loop carries a sum from one index to the next, so vectors
 * change no bit.
 */
final class FoldedCirculant implements LinearOperator {

  /** Terms per round of Horner's rule: more make the loop too large for the compiler to unroll. */
  static final int TERMS = 4;

  /** n/2. */
  private final int half;

  /** a(i) + a(i + n/2), which act on the sums, padded with zeros to whole rounds. */
  private final double[] onSums;

  /** a(i) − a(i + n/2), which act on the differences, padded likewise. */
  private final double[] onDifferences;

  /** The same two of the transposed matrix. */
  private final double[] transposedOnSums;

  private final double[] transposedOnDifferences;

  /** Scratch: T⁰ x to T³ x. */
  private final double[][] shifted = new double[TERMS][0];

  /** Scratch: the value of the inner brackets, and T⁴ of it. */
  private double[] sum = new double[0];

  private double[] shiftedSum = new double[0];

  FoldedCirculant(int points, Complex[] symbol) {
    FourierMultiplier.requireRealEnds(symbol);
    this.half = points / 2;
    int padded = (half + TERMS - 1) / TERMS * TERMS;
    this.onSums = new double[padded];
    this.onDifferences = new double[padded];
    this.transposedOnSums = new double[padded];
    this.transposedOnDifferences = new double[padded];
    double[] cosine = new double[points];
    double[] sine = new double[points];
    for (int i = 0; i < points; i++) {
      double angle = 2 * Math.PI * i / points;
      cosine[i] = Math.cos(angle);
      sine[i] = Math.sin(angle);
    }
    for (int mode = 0; mode <= half; mode++) {
      // Even modes are the same in both halves of the field, odd ones change their sign; modes
      // between the ends stand for their conjugates, too.
      double weight = (mode == 0 || mode == half ? 2.0 : 4.0) / points;
      double re = weight * symbol[mode].re();
      double im = weight * symbol[mode].im();
      double[] direct = mode % 2 == 0 ? onSums : onDifferences;
      double[] transposed = mode % 2 == 0 ? transposedOnSums : transposedOnDifferences;
      for (int i = 0; i < half; i++) {
        int turn = (int) ((long) mode * i % points);
        direct[i] += re * cosine[turn] + im * sine[turn];
        transposed[i] += re * cosine[turn] - im * sine[turn];
      }
    }
    correctMean(onSums, symbol[0].re());
    correctMean(transposedOnSums, symbol[0].re());
  }

  /**
   * Makes the factors of the sums add up to what a constant field is multiplied by. A wrong last
   * digit there acts in the same direction in every step, and an equation that conserves its mean
   * would lose it.
   */
  private static void correctMean(double[] onSums, double factor) {
    // The sum of a stream is compensated.
    onSums[0] -= DoubleStream.concat(DoubleStream.of(-factor), Arrays.stream(onSums)).sum();
  }

  @Override
  public void apply(double[] x, double[] result) {
    evaluate(onSums, onDifferences, x);
    System.arraycopy(sum, 0, result, 0, result.length);
  }

  @Override
  public void addTo(double[] x, double[] result) {
    evaluate(onSums, onDifferences, x);
    addSumTo(result);
  }

  @Override
  public void applyTransposed(double[] x, double[] result) {
    evaluate(transposedOnSums, transposedOnDifferences, x);
    System.arraycopy(sum, 0, result, 0, result.length);
  }

  @Override
  public void addTransposedTo(double[] x, double[] result) {
    evaluate(transposedOnSums, transposedOnDifferences, x);
    addSumTo(result);
  }

  private void addSumTo(double[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] += sum[i];
    }
  }

  /** Sets the sum to the product of a matrix with x. */
  private void evaluate(double[] factorsOfSums, double[] factorsOfDifferences, double[] x) {
    if (sum.length != x.length) {
      sum = new double[x.length];
      shiftedSum = new double[x.length];
      for (int i = 1; i < TERMS; i++) {
        shifted[i] = new double[x.length];
      }
    }
    shifted[0] = x;
    for (int i = 1; i < TERMS; i++) {
      shift(x, i, shifted[i]);
    }
    Arrays.fill(sum, 0);
    for (int i = factorsOfSums.length - TERMS; i >= 0; i -= TERMS) {
      shift(sum, TERMS, shiftedSum);
      addTerms(factorsOfSums, i, 0, x.length / 2);
      addTerms(factorsOfDifferences, i, x.length / 2, x.length);
    }
  }

  /** shifted = T^count x. */
  private void shift(double[] x, int count, double[] shifted) {
    int middle = x.length / 2;
    int carried = count * (middle / half);
    System.arraycopy(x, carried, shifted, 0, middle - carried);
    System.arraycopy(x, 0, shifted, middle - carried, carried);
    System.arraycopy(x, middle + carried, shifted, middle, middle - carried);
    System.arraycopy(x, middle, shifted, x.length - carried, carried);
    for (int i = x.length - carried; i < x.length; i++) {
      shifted[i] = -shifted[i];
    }
  }

  /** One round of Horner's rule, for the coefficients from index {@code from} to {@code to}. */
  private void addTerms(double[] factors, int first, int from, int to) {
    double a0 = factors[first];
    double a1 = factors[first + 1];
    double a2 = factors[first + 2];
    double a3 = factors[first + 3];
    double[] x0 = shifted[0];
    double[] x1 = shifted[1];
    double[] x2 = shifted[2];
    double[] x3 = shifted[3];
    double[] inner = shiftedSum;
    double[] outer = sum;
    for (int i = from; i < to; i++) {
      outer[i] = inner[i] + ((a0 * x0[i] + a1 * x1[i]) + (a2 * x2[i] + a3 * x3[i]));
    }
  }
}
