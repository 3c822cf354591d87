package org.unfurl.sim.spectral;

import static org.unfurl.sim.spectral.ComplexFourierTransform.ELEMENT;
import static org.unfurl.sim.spectral.Lanes.fill;
import static org.unfurl.sim.spectral.Lanes.row;

import jdk.incubator.vector.DoubleVector;

/** Transforms of eight values: one of the even inputs and one of the odd ones, joined. */
final class FirstPassOfEight extends FirstPass {

  /** Real part of exp(2πi / 8). */
  private static final double HALF_ROOT = Math.sqrt(0.5);

  FirstPassOfEight(int count, int step, int apart) {
    super(8, count, step, apart);
  }

  @Override
  void run(double[] x, int xFrom, double[] y, int yFrom, int re) {
    int im = Lanes.COUNT - re;
    int apart = apart();
    DoubleVector plus = fill(HALF_ROOT);
    DoubleVector minus = fill(-HALF_ROOT);
    int i = xFrom;
    int end = yFrom + 8 * ELEMENT * count();
    for (int k = yFrom; k < end; k += 8 * ELEMENT) {
      DoubleVector x0Re = row(x, i + re);
      DoubleVector x0Im = row(x, i + im);
      DoubleVector x2Re = row(x, i + 2 * apart + re);
      DoubleVector x2Im = row(x, i + 2 * apart + im);
      DoubleVector x4Re = row(x, i + 4 * apart + re);
      DoubleVector x4Im = row(x, i + 4 * apart + im);
      DoubleVector x6Re = row(x, i + 6 * apart + re);
      DoubleVector x6Im = row(x, i + 6 * apart + im);
      DoubleVector sum04Re = x0Re.add(x4Re);
      DoubleVector sum04Im = x0Im.add(x4Im);
      DoubleVector difference04Re = x0Re.sub(x4Re);
      DoubleVector difference04Im = x0Im.sub(x4Im);
      DoubleVector sum26Re = x2Re.add(x6Re);
      DoubleVector sum26Im = x2Im.add(x6Im);
      DoubleVector difference26Re = x2Re.sub(x6Re);
      DoubleVector difference26Im = x2Im.sub(x6Im);
      DoubleVector even0Re = sum04Re.add(sum26Re);
      DoubleVector even0Im = sum04Im.add(sum26Im);
      DoubleVector even1Re = difference04Re.add(difference26Im);
      DoubleVector even1Im = difference04Im.sub(difference26Re);
      DoubleVector even2Re = sum04Re.sub(sum26Re);
      DoubleVector even2Im = sum04Im.sub(sum26Im);
      DoubleVector even3Re = difference04Re.sub(difference26Im);
      DoubleVector even3Im = difference04Im.add(difference26Re);

      DoubleVector x1Re = row(x, i + apart + re);
      DoubleVector x1Im = row(x, i + apart + im);
      DoubleVector x3Re = row(x, i + 3 * apart + re);
      DoubleVector x3Im = row(x, i + 3 * apart + im);
      DoubleVector x5Re = row(x, i + 5 * apart + re);
      DoubleVector x5Im = row(x, i + 5 * apart + im);
      DoubleVector x7Re = row(x, i + 7 * apart + re);
      DoubleVector x7Im = row(x, i + 7 * apart + im);
      DoubleVector sum15Re = x1Re.add(x5Re);
      DoubleVector sum15Im = x1Im.add(x5Im);
      DoubleVector difference15Re = x1Re.sub(x5Re);
      DoubleVector difference15Im = x1Im.sub(x5Im);
      DoubleVector sum37Re = x3Re.add(x7Re);
      DoubleVector sum37Im = x3Im.add(x7Im);
      DoubleVector difference37Re = x3Re.sub(x7Re);
      DoubleVector difference37Im = x3Im.sub(x7Im);
      DoubleVector odd0Re = sum15Re.add(sum37Re);
      DoubleVector odd0Im = sum15Im.add(sum37Im);
      DoubleVector odd1Re = difference15Re.add(difference37Im);
      DoubleVector odd1Im = difference15Im.sub(difference37Re);
      DoubleVector odd2Re = sum15Re.sub(sum37Re);
      DoubleVector odd2Im = sum15Im.sub(sum37Im);
      DoubleVector odd3Re = difference15Re.sub(difference37Im);
      DoubleVector odd3Im = difference15Im.add(difference37Re);

      even0Re.add(odd0Re).intoArray(y, k + re);
      even0Im.add(odd0Im).intoArray(y, k + im);
      even0Re.sub(odd0Re).intoArray(y, k + 4 * ELEMENT + re);
      even0Im.sub(odd0Im).intoArray(y, k + 4 * ELEMENT + im);
      even2Re.add(odd2Im).intoArray(y, k + 2 * ELEMENT + re);
      even2Im.sub(odd2Re).intoArray(y, k + 2 * ELEMENT + im);
      even2Re.sub(odd2Im).intoArray(y, k + 6 * ELEMENT + re);
      even2Im.add(odd2Re).intoArray(y, k + 6 * ELEMENT + im);
      // The factors of odd 1 and odd 3 are (1 − i)√½ and (−1 − i)√½.
      DoubleVector turned1Re = odd1Re.add(odd1Im);
      DoubleVector turned1Im = odd1Im.sub(odd1Re);
      turned1Re.fma(plus, even1Re).intoArray(y, k + ELEMENT + re);
      turned1Im.fma(plus, even1Im).intoArray(y, k + ELEMENT + im);
      turned1Re.fma(minus, even1Re).intoArray(y, k + 5 * ELEMENT + re);
      turned1Im.fma(minus, even1Im).intoArray(y, k + 5 * ELEMENT + im);
      DoubleVector turned3Re = odd3Im.sub(odd3Re);
      DoubleVector turned3Im = odd3Re.add(odd3Im);
      turned3Re.fma(plus, even3Re).intoArray(y, k + 3 * ELEMENT + re);
      turned3Im.fma(minus, even3Im).intoArray(y, k + 3 * ELEMENT + im);
      turned3Re.fma(minus, even3Re).intoArray(y, k + 7 * ELEMENT + re);
      turned3Im.fma(plus, even3Im).intoArray(y, k + 7 * ELEMENT + im);
      i += step();
    }
  }
}
