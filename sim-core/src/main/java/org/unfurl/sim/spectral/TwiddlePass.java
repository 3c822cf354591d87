package org.unfurl.sim.spectral;

/**
 * A later pass of a {@link ComplexFourierTransform}: joins r transforms of m values each, which lie
 * one behind the other, to the transform of all r · m values, in place. Part j is the transform of
 * every r-th input from input j on, so that
 *
 * <pre>
 *    y(q + m k) = Σⱼ exp(−2πi j k / r) exp(−2πi j q / (r m)) xⱼ(q)   0 ≤ q &lt; m, 0 ≤ k &lt; r
 * </pre>
 *
 * <p>The second exponentials are the twiddle factors.
 */
abstract class TwiddlePass {

  private final int radix;
  private final int count;
  private final int apart;

  /** Those of q = 0, 1, …; of each, those of j = 1, 2, … r − 1; that of j = 0 is 1. */
  private final double[] twiddles;

  TwiddlePass(int radix, int count, int apart) {
    this.radix = radix;
    this.count = count;
    this.apart = apart;
    Complex[] factors = new Complex[count * (radix - 1)];
    for (int q = 0; q < count; q++) {
      for (int j = 1; j < radix; j++) {
        factors[q * (radix - 1) + j - 1] = Roots.of(-(long) j * q, radix * count);
      }
    }
    this.twiddles = Factors.of(factors);
  }

  static TwiddlePass of(int radix, int count, int apart) {
    return switch (radix) {
      case 3 -> new TwiddlePassOfThree(count, apart);
      case 4 -> new TwiddlePassOfFour(count, apart);
      default -> new TwiddlePassOfAny(radix, count, apart);
    };
  }

  /**
   * Runs the pass.
   *
   * @param y parts, then results. Modified.
   * @param from index of the first
   * @param re offset of the real parts in a complex value, 0 or the number of lanes
   */
  abstract void run(double[] y, int from, int re);

  /** r. */
  final int radix() {
    return radix;
  }

  /** m. */
  final int count() {
    return count;
  }

  /** Complex values from one input of part 0 to the next input of any part. */
  final int apart() {
    return apart;
  }

  final double[] twiddles() {
    return twiddles;
  }
}
