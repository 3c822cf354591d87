package org.unfurl.sim.spectral;

/**
 * The sums and differences of the two halves of a field,
 *
 * <pre>   sⱼ = uⱼ + uⱼ₊ₙ/₂,   dⱼ = uⱼ − uⱼ₊ₙ/₂,   0 ≤ j &lt; n/2   </pre>
 *
 * <p>which is the first stage of a fast Fourier transform and no more: the sums carry the even
 * modes, the differences the odd ones, so a circulant matrix of size n becomes two dense matrices
 * of size n/2 ({@link FoldedCirculant}), at half the work.
 *
 * <p>A block is laid out point by point: point j of its field b at index j · width + b, so that
 * every loop runs over all points of all fields at once. Coefficients likewise, the sums before the
 * differences.
 */
final class FoldedBasis implements Basis {

  /**
   * Above it, transforms are faster. Measured, see docs/decisions/007-dense-operators.md; any value
   * gives the same results to rounding.
   */
  static final int LARGEST_PROFITABLE = 126;

  /** Below it, the shifts of {@link FoldedCirculant} would go around more than once. */
  static final int SMALLEST = 2 * FoldedCirculant.TERMS;

  /** The dozen arrays of a block of 48 points stay near the processor, and loops are long. */
  private static final int PROFITABLE_WIDTH = 16;

  private final int points;

  /**
   * Scratch: the halves of an array in the other order, so that loops need one index only ({@link
   * FoldedCirculant} says why).
   */
  private double[] swapped = new double[0];

  FoldedBasis(int points) {
    if (points < SMALLEST || points % 2 != 0) {
      throw new IllegalArgumentException(
          "points (" + points + ") must be even and at least " + SMALLEST);
    }
    this.points = points;
  }

  @Override
  public int points() {
    return points;
  }

  @Override
  public int profitableWidth() {
    return PROFITABLE_WIDTH;
  }

  @Override
  public double[] newCoefficients(int width) {
    return new double[width * points];
  }

  @Override
  public void load(double[] batch, int first, double[] block) {
    int width = block.length / points;
    int filled = Math.min(width, batch.length / points - first);
    for (int field = 0; field < filled; field++) {
      int start = (first + field) * points;
      for (int j = 0; j < points; j++) {
        block[j * width + field] = batch[start + j];
      }
    }
  }

  @Override
  public void store(double[] block, double[] batch, int first) {
    int width = block.length / points;
    int filled = Math.min(width, batch.length / points - first);
    for (int field = 0; field < filled; field++) {
      int start = (first + field) * points;
      for (int j = 0; j < points; j++) {
        batch[start + j] = block[j * width + field];
      }
    }
  }

  @Override
  public void forward(double[] block, double[] coefficients) {
    fold(block, 1, coefficients);
  }

  @Override
  public void inverse(double[] coefficients, double[] block) {
    fold(coefficients, 0.5, block);
  }

  /** Twice the identity is the square of it, which is why it serves both ways. */
  private void fold(double[] x, double factor, double[] result) {
    if (swapped.length != x.length) {
      swapped = new double[x.length];
    }
    int half = x.length / 2;
    System.arraycopy(x, half, swapped, 0, half);
    System.arraycopy(x, 0, swapped, half, half);
    for (int i = 0; i < half; i++) {
      result[i] = factor * (x[i] + swapped[i]);
    }
    for (int i = half; i < x.length; i++) {
      result[i] = factor * (swapped[i] - x[i]);
    }
  }

  @Override
  public LinearOperator operator(Complex[] symbol) {
    return new FoldedCirculant(points, symbol);
  }
}
