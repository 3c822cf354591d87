package org.unfurl.sim.spectral;

import static org.unfurl.sim.spectral.ComplexFourierTransform.ELEMENT;

/** Transforms of any number of values, by their definition. */
final class FirstPassOfAny extends FirstPass {

  private final TransformByDefinition transform;

  FirstPassOfAny(int radix, int count, int step, int apart) {
    super(radix, count, step, apart);
    this.transform = new TransformByDefinition(radix);
  }

  @Override
  void run(double[] x, int xFrom, double[] y, int yFrom, int re) {
    for (int q = 0; q < count(); q++) {
      for (int j = 0; j < radix(); j++) {
        System.arraycopy(
            x, xFrom + q * step() + j * apart(), transform.inputs(), j * ELEMENT, ELEMENT);
      }
      transform.run(y, yFrom + q * radix() * ELEMENT, ELEMENT, re);
    }
  }
}
