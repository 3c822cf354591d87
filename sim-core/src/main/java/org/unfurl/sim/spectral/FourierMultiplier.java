package org.unfurl.sim.spectral;

/**
 * A linear operator on spectra, which are laid out as {@link RealFourierTransform} states: every
 * mode is multiplied by its number. Immutable.
 */
public final class FourierMultiplier implements LinearOperator {

  /** The symbol, laid out like a spectrum. */
  private final double[] symbol;

  /**
   * The operator with this symbol.
   *
   * @param symbol one number per mode, from 0 to the Nyquist mode; both ends must be real, because
   *     the operator maps real fields to real fields
   */
  public FourierMultiplier(Complex[] symbol) {
    requireRealEnds(symbol);
    this.symbol = new double[2 * symbol.length];
    for (int mode = 0; mode < symbol.length; mode++) {
      this.symbol[2 * mode] = symbol[mode].re();
      this.symbol[2 * mode + 1] = symbol[mode].im();
    }
  }

  /** Checks what makes the images of real fields real. */
  static void requireRealEnds(Complex[] symbol) {
    requireReal(symbol, 0);
    requireReal(symbol, symbol.length - 1);
  }

  private static void requireReal(Complex[] symbol, int mode) {
    if (symbol[mode].im() != 0) {
      throw new IllegalArgumentException(
          "symbol of mode " + mode + " (" + symbol[mode] + ") must be real");
    }
  }

  @Override
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

  @Override
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

  @Override
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

  @Override
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
