package org.unfurl.sim.spectral;

import static org.unfurl.sim.spectral.ComplexFourierTransform.ELEMENT;
import static org.unfurl.sim.spectral.Lanes.fill;
import static org.unfurl.sim.spectral.Lanes.row;

import jdk.incubator.vector.DoubleVector;

/** Joins four parts: sums and differences of sums and differences. */
final class TwiddlePassOfFour extends TwiddlePass {

  TwiddlePassOfFour(int count, int apart) {
    super(4, count, apart);
  }

  @Override
  void run(double[] y, int from, int re) {
    int im = Lanes.COUNT - re;
    int one = count() * ELEMENT;
    int two = 2 * one;
    int three = 3 * one;
    double[] w = twiddles();
    int t = 0;
    // One counter with a constant step: the compiler then checks the bounds of y once.
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
      DoubleVector part3Re = row(y, i + three + re);
      DoubleVector part3Im = row(y, i + three + im);
      DoubleVector x3Re = part3Im.fma(fill(w[t + 8]), part3Re.mul(fill(w[t + 6])));
      DoubleVector x3Im = part3Im.fma(fill(w[t + 6]), part3Re.mul(fill(w[t + 7])));

      DoubleVector sum02Re = x0Re.add(x2Re);
      DoubleVector sum02Im = x0Im.add(x2Im);
      DoubleVector difference02Re = x0Re.sub(x2Re);
      DoubleVector difference02Im = x0Im.sub(x2Im);
      DoubleVector sum13Re = x1Re.add(x3Re);
      DoubleVector sum13Im = x1Im.add(x3Im);
      DoubleVector difference13Re = x1Re.sub(x3Re);
      DoubleVector difference13Im = x1Im.sub(x3Im);

      sum02Re.add(sum13Re).intoArray(y, i + re);
      sum02Im.add(sum13Im).intoArray(y, i + im);
      difference02Re.add(difference13Im).intoArray(y, i + one + re);
      difference02Im.sub(difference13Re).intoArray(y, i + one + im);
      sum02Re.sub(sum13Re).intoArray(y, i + two + re);
      sum02Im.sub(sum13Im).intoArray(y, i + two + im);
      difference02Re.sub(difference13Im).intoArray(y, i + three + re);
      difference02Im.add(difference13Re).intoArray(y, i + three + im);
      t += 3 * Factors.SIZE;
    }
  }
}
