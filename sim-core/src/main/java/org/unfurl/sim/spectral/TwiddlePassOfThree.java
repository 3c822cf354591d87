package org.unfurl.sim.spectral;

import static org.unfurl.sim.spectral.ComplexFourierTransform.ELEMENT;
import static org.unfurl.sim.spectral.Lanes.fill;
import static org.unfurl.sim.spectral.Lanes.row;

import jdk.incubator.vector.DoubleVector;

/** Joins three parts. */
final class TwiddlePassOfThree extends TwiddlePass {

  /** Imaginary part of exp(2πi / 3). */
  private static final double SINE = Math.sqrt(0.75);

  TwiddlePassOfThree(int count, int apart) {
    super(3, count, apart);
  }

  @Override
  void run(double[] y, int from, int re) {
    int im = Lanes.COUNT - re;
    int one = count() * ELEMENT;
    int two = 2 * one;
    double[] w = twiddles();
    DoubleVector cosine = fill(-0.5);
    DoubleVector plus = fill(SINE);
    DoubleVector minus = fill(-SINE);
    int t = 0;
    for (int i = from; i < from + one; i += ELEMENT) {
      DoubleVector x0Re = row(y, i + re);
      DoubleVector x0Im = row(y, i + im);
      DoubleVector part1Re = row(y, i + one + re);
      DoubleVector part1Im = row(y, i + one + im);
      DoubleVector x1Re = part1Im.fma(fill(w[t + 2]), part1Re.mul(fill(w[t])));
      DoubleVector x1Im = part1Im.fma(fill(w[t]), part1Re.mul(fill(w[t + 1])));
      DoubleVector part2Re = row(y, i + two + re);
      DoubleVector part2Im = row(y, i + two + im);
      DoubleVector x2Re = part2Im.fma(fill(w[t + 5]), part2Re.mul(fill(w[t + 3])));
      DoubleVector x2Im = part2Im.fma(fill(w[t + 3]), part2Re.mul(fill(w[t + 4])));

      DoubleVector sumRe = x1Re.add(x2Re);
      DoubleVector sumIm = x1Im.add(x2Im);
      DoubleVector differenceRe = x1Re.sub(x2Re);
      DoubleVector differenceIm = x1Im.sub(x2Im);
      DoubleVector middleRe = sumRe.fma(cosine, x0Re);
      DoubleVector middleIm = sumIm.fma(cosine, x0Im);

      x0Re.add(sumRe).intoArray(y, i + re);
      x0Im.add(sumIm).intoArray(y, i + im);
      differenceIm.fma(plus, middleRe).intoArray(y, i + one + re);
      differenceRe.fma(minus, middleIm).intoArray(y, i + one + im);
      differenceIm.fma(minus, middleRe).intoArray(y, i + two + re);
      differenceRe.fma(plus, middleIm).intoArray(y, i + two + im);
      t += 2 * Factors.SIZE;
    }
  }
}
