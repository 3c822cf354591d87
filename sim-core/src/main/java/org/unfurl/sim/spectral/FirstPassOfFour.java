package org.unfurl.sim.spectral;

import static org.unfurl.sim.spectral.ComplexFourierTransform.ELEMENT;
import static org.unfurl.sim.spectral.Lanes.row;

import jdk.incubator.vector.DoubleVector;

/** Transforms of four values: sums and differences of sums and differences. */
final class FirstPassOfFour extends FirstPass {

  FirstPassOfFour(int count, int step, int apart) {
    super(4, count, step, apart);
  }

  @Override
  void run(double[] x, int xFrom, double[] y, int yFrom, int re) {
    int im = Lanes.COUNT - re;
    int one = apart();
    int two = 2 * one;
    int three = 3 * one;
    int i = xFrom;
    int end = yFrom + 4 * ELEMENT * count();
    for (int k = yFrom; k < end; k += 4 * ELEMENT) {
      DoubleVector x0Re = row(x, i + re);
      DoubleVector x0Im = row(x, i + im);
      DoubleVector x1Re = row(x, i + one + re);
      DoubleVector x1Im = row(x, i + one + im);
      DoubleVector x2Re = row(x, i + two + re);
      DoubleVector x2Im = row(x, i + two + im);
      DoubleVector x3Re = row(x, i + three + re);
      DoubleVector x3Im = row(x, i + three + im);

      DoubleVector sum02Re = x0Re.add(x2Re);
      DoubleVector sum02Im = x0Im.add(x2Im);
      DoubleVector difference02Re = x0Re.sub(x2Re);
      DoubleVector difference02Im = x0Im.sub(x2Im);
      DoubleVector sum13Re = x1Re.add(x3Re);
      DoubleVector sum13Im = x1Im.add(x3Im);
      DoubleVector difference13Re = x1Re.sub(x3Re);
      DoubleVector difference13Im = x1Im.sub(x3Im);

      sum02Re.add(sum13Re).intoArray(y, k + re);
      sum02Im.add(sum13Im).intoArray(y, k + im);
      difference02Re.add(difference13Im).intoArray(y, k + ELEMENT + re);
      difference02Im.sub(difference13Re).intoArray(y, k + ELEMENT + im);
      sum02Re.sub(sum13Re).intoArray(y, k + 2 * ELEMENT + re);
      sum02Im.sub(sum13Im).intoArray(y, k + 2 * ELEMENT + im);
      difference02Re.sub(difference13Im).intoArray(y, k + 3 * ELEMENT + re);
      difference02Im.add(difference13Re).intoArray(y, k + 3 * ELEMENT + im);
      i += step();
    }
  }
}
