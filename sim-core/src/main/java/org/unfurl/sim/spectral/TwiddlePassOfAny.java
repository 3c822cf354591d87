package org.unfurl.sim.spectral;

import static org.unfurl.sim.spectral.ComplexFourierTransform.ELEMENT;
import static org.unfurl.sim.spectral.Lanes.fill;
import static org.unfurl.sim.spectral.Lanes.row;

import jdk.incubator.vector.DoubleVector;

/** Joins any number of parts. */
final class TwiddlePassOfAny extends TwiddlePass {

  private final TransformByDefinition transform;

  TwiddlePassOfAny(int radix, int count, int apart) {
    super(radix, count, apart);
    this.transform = new TransformByDefinition(radix);
  }

  @Override
  void run(double[] y, int from, int re) {
    int one = count() * ELEMENT;
    for (int q = 0; q < count(); q++) {
      int start = from + q * ELEMENT;
      System.arraycopy(y, start, transform.inputs(), 0, ELEMENT);
      multiply(y, start, q, re);
      transform.run(y, start, one, re);
    }
  }

  /** Sets the inputs of the transform from the second on. */
  private void multiply(double[] y, int start, int q, int re) {
    int im = Lanes.COUNT - re;
    int one = count() * ELEMENT;
    double[] w = twiddles();
    double[] inputs = transform.inputs();
    int t = q * (radix() - 1) * Factors.SIZE;
    int i = start + one;
    for (int to = ELEMENT; to < inputs.length; to += ELEMENT) {
      DoubleVector partRe = row(y, i + re);
      DoubleVector partIm = row(y, i + im);
      DoubleVector factorRe = fill(w[t]);
      partIm.fma(fill(w[t + 2]), partRe.mul(factorRe)).intoArray(inputs, to + re);
      partIm.fma(factorRe, partRe.mul(fill(w[t + 1]))).intoArray(inputs, to + im);
      t += Factors.SIZE;
      i += one;
    }
  }
}
