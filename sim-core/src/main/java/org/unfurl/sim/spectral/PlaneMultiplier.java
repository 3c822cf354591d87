package org.unfurl.sim.spectral;

import static org.unfurl.sim.spectral.ComplexFourierTransform.ELEMENT;
import static org.unfurl.sim.spectral.Lanes.row;

import jdk.incubator.vector.DoubleVector;

/**
 * A linear operator between real fields on a plane that multiplies every Fourier mode by a number:
 * {@link FourierMultiplier} for {@link PlaneTransform}. It acts on one spectrum within an array.
 * Immutable.
 */
public final class PlaneMultiplier {

  /** A number for every mode. */
  public interface Symbol {

    /**
     * The factor of mode exp(i (kₓ x + k_y y)).
     *
     * @param modeX waves along x, from −columns/2 to columns/2
     * @param modeY waves along y, from −rows/2 to rows/2
     */
    Complex at(int modeX, int modeY);
  }

  /** Laid out like a spectrum; the imaginary parts are left out if all are zero. */
  private final double[] re;

  private final double[] im;

  /**
   * The operator with this symbol.
   *
   * @param symbol s with s(−k) = conj(s(k)), which is what maps real fields to real fields; it is
   *     {@link #merged}
   */
  public PlaneMultiplier(PlaneTransform transform, Symbol symbol) {
    int rows = transform.rows();
    int columns = transform.columns();
    Symbol factors = merged(transform, symbol);
    double[] realParts = new double[transform.spectrumSize() / 2];
    double[] imaginaryParts = new double[realParts.length];
    boolean real = true;
    for (int modeY = 0; modeY <= rows / 2; modeY++) {
      for (int column = 0; column < columns; column++) {
        int modeX = column <= columns / 2 ? column : column - columns;
        Complex factor = factors.at(modeX, modeY);
        int at = (modeY / Lanes.COUNT * columns + column) * Lanes.COUNT + modeY % Lanes.COUNT;
        realParts[at] = factor.re();
        imaginaryParts[at] = factor.im();
        real &= factor.im() == 0;
      }
    }
    this.re = realParts;
    this.im = real ? null : imaginaryParts;
  }

  /**
   * The symbol as the points see it: two modes that they cannot tell apart, on the highest mode
   * along an axis, share the mean of their factors. Odd derivatives vanish there.
   */
  public static Symbol merged(PlaneTransform transform, Symbol symbol) {
    Symbol alongX =
        (modeX, modeY) ->
            2 * Math.abs(modeX) == transform.columns()
                ? symbol.at(modeX, modeY).plus(symbol.at(-modeX, modeY)).times(0.5)
                : symbol.at(modeX, modeY);
    return (modeX, modeY) ->
        2 * Math.abs(modeY) == transform.rows()
            ? alongX.at(modeX, modeY).plus(alongX.at(modeX, -modeY)).times(0.5)
            : alongX.at(modeX, modeY);
  }

  /** Whether the operator gives zero for every field. */
  public boolean isZero() {
    for (int i = 0; i < re.length; i++) {
      if (re[i] != 0 || im != null && im[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * result = A x, or Aᵀ x.
   *
   * @param x holds a spectrum. Not modified.
   * @param xAt index of its first value
   * @param result takes a spectrum, which may be x. Modified.
   * @param resultAt index of its first value
   * @param transposed Aᵀ instead of A
   */
  public void apply(double[] x, int xAt, double[] result, int resultAt, boolean transposed) {
    if (im == null) {
      scale(x, xAt, result, resultAt);
    } else {
      multiply(x, xAt, result, resultAt, transposed ? -1 : 1);
    }
  }

  /**
   * result += A x, or Aᵀ x; the parameters are those of {@link #apply}, but the result must be
   * another spectrum than x.
   */
  public void addTo(double[] x, int xAt, double[] result, int resultAt, boolean transposed) {
    if (im == null) {
      addScaled(x, xAt, result, resultAt);
    } else {
      addProduct(x, xAt, result, resultAt, transposed ? -1 : 1);
    }
  }

  private void scale(double[] x, int xAt, double[] result, int resultAt) {
    int i = 0;
    for (int f = 0; f < re.length; f += Lanes.COUNT) {
      DoubleVector factor = row(re, f);
      row(x, xAt + i).mul(factor).intoArray(result, resultAt + i);
      row(x, xAt + i + Lanes.COUNT).mul(factor).intoArray(result, resultAt + i + Lanes.COUNT);
      i += ELEMENT;
    }
  }

  private void addScaled(double[] x, int xAt, double[] result, int resultAt) {
    int i = 0;
    for (int f = 0; f < re.length; f += Lanes.COUNT) {
      DoubleVector factor = row(re, f);
      int at = resultAt + i;
      row(x, xAt + i).fma(factor, row(result, at)).intoArray(result, at);
      at += Lanes.COUNT;
      row(x, xAt + i + Lanes.COUNT).fma(factor, row(result, at)).intoArray(result, at);
      i += ELEMENT;
    }
  }

  private void multiply(double[] x, int xAt, double[] result, int resultAt, double sign) {
    int i = 0;
    for (int f = 0; f < re.length; f += Lanes.COUNT) {
      DoubleVector factorRe = row(re, f);
      DoubleVector factorIm = row(im, f).mul(sign);
      DoubleVector xRe = row(x, xAt + i);
      DoubleVector xIm = row(x, xAt + i + Lanes.COUNT);
      xIm.fma(factorIm.neg(), xRe.mul(factorRe)).intoArray(result, resultAt + i);
      xIm.fma(factorRe, xRe.mul(factorIm)).intoArray(result, resultAt + i + Lanes.COUNT);
      i += ELEMENT;
    }
  }

  private void addProduct(double[] x, int xAt, double[] result, int resultAt, double sign) {
    int i = 0;
    for (int f = 0; f < re.length; f += Lanes.COUNT) {
      DoubleVector factorRe = row(re, f);
      DoubleVector factorIm = row(im, f).mul(sign);
      DoubleVector xRe = row(x, xAt + i);
      DoubleVector xIm = row(x, xAt + i + Lanes.COUNT);
      int at = resultAt + i;
      DoubleVector sumRe = xRe.fma(factorRe, row(result, at));
      DoubleVector sumIm = xRe.fma(factorIm, row(result, at + Lanes.COUNT));
      xIm.fma(factorIm.neg(), sumRe).intoArray(result, at);
      xIm.fma(factorRe, sumIm).intoArray(result, at + Lanes.COUNT);
      i += ELEMENT;
    }
  }
}
