package org.unfurl.sim.spectral;

import static org.unfurl.sim.spectral.ComplexFourierTransform.ELEMENT;
import static org.unfurl.sim.spectral.Lanes.fill;
import static org.unfurl.sim.spectral.Lanes.row;

import jdk.incubator.vector.DoubleVector;

/** The transform of a prime number r of complex values, summed as it is defined: r² products. */
final class TransformByDefinition {

  private final int radix;

  /** exp(−2πi j / r). */
  private final double[] roots;

  /** What is transformed, side by side. */
  private final double[] inputs;

  TransformByDefinition(int radix) {
    this.radix = radix;
    Complex[] powers = new Complex[radix];
    for (int j = 0; j < radix; j++) {
      powers[j] = Roots.of(-j, radix);
    }
    this.roots = Factors.of(powers);
    this.inputs = new double[radix * ELEMENT];
  }

  /** r complex values, to be set before {@link #run}, which does not modify them. */
  double[] inputs() {
    return inputs;
  }

  /**
   * Transforms the inputs.
   *
   * @param y takes the results. Modified.
   * @param from index of the first result
   * @param apart doubles from one result to the next
   * @param re offset of the real parts in a complex value
   */
  void run(double[] y, int from, int apart, int re) {
    int im = Lanes.COUNT - re;
    for (int k = 0; k < radix; k++) {
      DoubleVector sumRe = row(inputs, re);
      DoubleVector sumIm = row(inputs, im);
      int turn = 0;
      for (int i = ELEMENT; i < inputs.length; i += ELEMENT) {
        turn += k;
        if (turn >= radix) {
          turn -= radix;
        }
        int r = turn * Factors.SIZE;
        DoubleVector rootRe = fill(roots[r]);
        DoubleVector xRe = row(inputs, i + re);
        DoubleVector xIm = row(inputs, i + im);
        sumRe = xIm.fma(fill(roots[r + 2]), xRe.fma(rootRe, sumRe));
        sumIm = xIm.fma(rootRe, xRe.fma(fill(roots[r + 1]), sumIm));
      }
      sumRe.intoArray(y, from + k * apart + re);
      sumIm.intoArray(y, from + k * apart + im);
    }
  }
}
