package org.unfurl.sim.spectral;

/**
 * A linear operator that multiplies every mode by a number, its symbol: a derivative, a filter, an
 * exponential of derivatives. On the points it is a circulant matrix.
 *
 * <p><b>Transposes.</b> The transpose of the circulant matrix with symbol s is the circulant matrix
 * with symbol conj(s). A cotangent is a real field like any other and is carried as the spectrum of
 * that field, so transposing an algorithm needs nothing but conjugates, and the weights with which
 * modes of a half spectrum count once or twice in an inner product never appear.
 *
 * <p>Spectra are laid out as {@link RealFourierTransform} states. Immutable.
 */
public final class FourierMultiplier {

  /** The symbol, laid out like a spectrum. */
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
    this.symbol = new double[2 * symbol.length];
    for (int mode = 0; mode < symbol.length; mode++) {
      this.symbol[2 * mode] = symbol[mode].re();
      this.symbol[2 * mode + 1] = symbol[mode].im();
    }
  }

  private static void requireReal(Complex[] symbol, int mode) {
    if (symbol[mode].im() != 0) {
      throw new IllegalArgumentException(
          "symbol of mode " + mode + " (" + symbol[mode] + ") must be real");
    }
  }

  /**
   * result = A x.
   *
   * @param x a spectrum. Not modified.
   * @param result a spectrum, may be {@code x}. Overwritten.
   */
  public void apply(double[] x, double[] result) {
    for (int i = 0; i < symbol.length; i += 2) {
      double re = symbol[i];
      double im = symbol[i + 1];
      double xRe = x[i];
      double xIm = x[i + 1];
      result[i] = re * xRe - im * xIm;
      result[i + 1] = re * xIm + im * xRe;
    }
  }

  /**
   * result += A x.
   *
   * @param x a spectrum. Not modified.
   * @param result a spectrum, another array than {@code x}. Modified.
   */
  public void addTo(double[] x, double[] result) {
    for (int i = 0; i < symbol.length; i += 2) {
      double re = symbol[i];
      double im = symbol[i + 1];
      double xRe = x[i];
      double xIm = x[i + 1];
      result[i] += re * xRe - im * xIm;
      result[i + 1] += re * xIm + im * xRe;
    }
  }

  /**
   * result = Aᵀ x.
   *
   * @param x a spectrum. Not modified.
   * @param result a spectrum, may be {@code x}. Overwritten.
   */
  public void applyTransposed(double[] x, double[] result) {
    for (int i = 0; i < symbol.length; i += 2) {
      double re = symbol[i];
      double im = symbol[i + 1];
      double xRe = x[i];
      double xIm = x[i + 1];
      result[i] = re * xRe + im * xIm;
      result[i + 1] = re * xIm - im * xRe;
    }
  }

  /**
   * result += Aᵀ x.
   *
   * @param x a spectrum. Not modified.
   * @param result a spectrum, another array than {@code x}. Modified.
   */
  public void addTransposedTo(double[] x, double[] result) {
    for (int i = 0; i < symbol.length; i += 2) {
      double re = symbol[i];
      double im = symbol[i + 1];
      double xRe = x[i];
      double xIm = x[i + 1];
      result[i] += re * xRe + im * xIm;
      result[i + 1] += re * xIm - im * xRe;
    }
  }
}
