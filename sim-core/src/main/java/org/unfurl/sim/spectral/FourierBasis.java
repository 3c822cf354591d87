package org.unfurl.sim.spectral;

/**
 * The Fourier modes: coefficients are the spectra of {@link RealFourierTransform}, an operator is a
 * {@link FourierMultiplier}. Blocks have width 1, since the transforms of a library run through one
 * field after the other anyway and one field at a time stays in the nearest cache.
 */
final class FourierBasis implements Basis {

  private final int points;
  private final RealFourierTransform transform;

  FourierBasis(int points) {
    this.points = points;
    this.transform = new RealFourierTransform(points);
  }

  @Override
  public int points() {
    return points;
  }

  @Override
  public int profitableWidth() {
    return 1;
  }

  @Override
  public double[] newCoefficients(int width) {
    return new double[width * RealFourierTransform.spectrumLength(points)];
  }

  @Override
  public void load(double[] batch, int first, double[] block) {
    System.arraycopy(batch, first * points, block, 0, points);
  }

  @Override
  public void store(double[] block, double[] batch, int first) {
    System.arraycopy(block, 0, batch, first * points, points);
  }

  @Override
  public void forward(double[] block, double[] coefficients) {
    transform.forward(block, 0, coefficients);
  }

  @Override
  public void inverse(double[] coefficients, double[] block) {
    transform.inverse(coefficients, block, 0);
  }

  @Override
  public LinearOperator operator(Complex[] symbol) {
    return new FourierMultiplier(symbol);
  }
}
