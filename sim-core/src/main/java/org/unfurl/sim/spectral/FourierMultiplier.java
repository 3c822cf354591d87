package org.unfurl.sim.spectral;

import static org.unfurl.sim.spectral.ComplexFourierTransform.ELEMENT;
import static org.unfurl.sim.spectral.Lanes.fill;
import static org.unfurl.sim.spectral.Lanes.row;

import jdk.incubator.vector.DoubleVector;

/**
 * A linear operator that multiplies every Fourier mode by a number, its symbol: a derivative, a
 * filter, an exponential of derivatives. On the points it is a circulant matrix A; it acts on
 * blocks of spectra, which are laid out as {@link RealFourierTransform} states. Immutable.
 */
public final class FourierMultiplier implements SpectralOperator {

  private final double[] symbol;

  /**
   * The operator with this symbol.
   *
   * @param symbol one number per mode, from 0 to the Nyquist mode; both ends must be real, because
   *     the operator maps real fields to real fields
   */
  public FourierMultiplier(Complex[] symbol) {
    requireReal(symbol, 0);
    requireReal(symbol, symbol.length - 1);
    this.symbol = Factors.of(symbol);
  }

  private static void requireReal(Complex[] symbol, int mode) {
    // NaN passes: a symbol that overflows makes states that are not finite, as a diverged step
    // does.
    if (Math.abs(symbol[mode].im()) > 0) {
      throw new IllegalArgumentException(
          "symbol of mode " + mode + " (" + symbol[mode] + ") must be real");
    }
  }

  @Override
  public void apply(double[] x, double[] result) {
    multiply(false, false, x, result);
  }

  @Override
  public void addTo(double[] x, double[] result) {
    multiply(false, true, x, result);
  }

  @Override
  public void applyTransposed(double[] x, double[] result) {
    multiply(true, false, x, result);
  }

  @Override
  public void addTransposedTo(double[] x, double[] result) {
    multiply(true, true, x, result);
  }

  /**
   * The four products.
   *
   * <p>They stand in one method because it is then too large to be inlined. Inlined, the vectors of
   * several products would count towards the size of one caller, and the compiler makes vectors
   * objects where its count ends.
   */
  private void multiply(boolean transposed, boolean add, double[] x, double[] result) {
    double[] factors = symbol;
    int f = 0;
    if (!transposed && !add) {
      for (int i = 0; i < x.length; i += ELEMENT) {
        DoubleVector xRe = row(x, i);
        DoubleVector xIm = row(x, i + Lanes.COUNT);
        DoubleVector factorRe = fill(factors[f]);
        xIm.fma(fill(factors[f + 2]), xRe.mul(factorRe)).intoArray(result, i);
        xIm.fma(factorRe, xRe.mul(fill(factors[f + 1]))).intoArray(result, i + Lanes.COUNT);
        f += Factors.SIZE;
      }
    } else if (!transposed) {
      for (int i = 0; i < x.length; i += ELEMENT) {
        DoubleVector xRe = row(x, i);
        DoubleVector xIm = row(x, i + Lanes.COUNT);
        DoubleVector factorRe = fill(factors[f]);
        DoubleVector sumRe = xRe.fma(factorRe, row(result, i));
        DoubleVector sumIm = xRe.fma(fill(factors[f + 1]), row(result, i + Lanes.COUNT));
        xIm.fma(fill(factors[f + 2]), sumRe).intoArray(result, i);
        xIm.fma(factorRe, sumIm).intoArray(result, i + Lanes.COUNT);
        f += Factors.SIZE;
      }
    } else if (!add) {
      for (int i = 0; i < x.length; i += ELEMENT) {
        DoubleVector xRe = row(x, i);
        DoubleVector xIm = row(x, i + Lanes.COUNT);
        DoubleVector factorRe = fill(factors[f]);
        xIm.fma(fill(factors[f + 1]), xRe.mul(factorRe)).intoArray(result, i);
        xIm.fma(factorRe, xRe.mul(fill(factors[f + 2]))).intoArray(result, i + Lanes.COUNT);
        f += Factors.SIZE;
      }
    } else {
      for (int i = 0; i < x.length; i += ELEMENT) {
        DoubleVector xRe = row(x, i);
        DoubleVector xIm = row(x, i + Lanes.COUNT);
        DoubleVector factorRe = fill(factors[f]);
        DoubleVector sumRe = xRe.fma(factorRe, row(result, i));
        DoubleVector sumIm = xRe.fma(fill(factors[f + 2]), row(result, i + Lanes.COUNT));
        xIm.fma(fill(factors[f + 1]), sumRe).intoArray(result, i);
        xIm.fma(factorRe, sumIm).intoArray(result, i + Lanes.COUNT);
        f += Factors.SIZE;
      }
    }
  }
}
