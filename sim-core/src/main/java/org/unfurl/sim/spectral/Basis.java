package org.unfurl.sim.spectral;

/**
 * A basis of the fields on n points in which circulant matrices, which is what all our linear
 * operators are, fall apart into blocks. The coefficients of a field in it are where time steps add
 * their terms. There are two: the Fourier modes, where every block is one number ({@link
 * FourierBasis}), and the halves of {@link FoldedBasis}, where a circulant matrix becomes two dense
 * ones that a processor gets through faster than through transforms as long as n is small.
 *
 * <p>Several fields go through a basis side by side, as one <b>block</b>. Their number, the
 * <b>width</b>, is the length of the array over n. How a block is laid out is the basis' own
 * affair; functions of the values at one point may treat it as one long array. No field influences
 * another one of its block, in no bit, and no field's numbers depend on the width.
 *
 * <p>One instance serves one thread at a time.
 */
public interface Basis {

  /**
   * The basis that is fastest for fields of this size.
   *
   * @param points n, even and positive
   */
  static Basis fastest(int points) {
    return points >= FoldedBasis.SMALLEST && points <= FoldedBasis.LARGEST_PROFITABLE
        ? new FoldedBasis(points)
        : new FourierBasis(points);
  }

  /** n. */
  int points();

  /** The most fields that it pays to put into one block. */
  int profitableWidth();

  /** An array for the coefficients of a block of this width. */
  double[] newCoefficients(int width);

  /**
   * Makes fields of a batch a block. Where the batch ends early, the rest of the block stays as it
   * is.
   *
   * @param batch fields one after the other. Not modified.
   * @param first number of the block's first field in the batch
   * @param block takes the fields. Overwritten.
   */
  void load(double[] batch, int first, double[] block);

  /**
   * Puts a block back into a batch; the inverse of {@link #load}.
   *
   * @param block the fields. Not modified.
   * @param batch takes the fields. Modified.
   * @param first number of the block's first field in the batch
   */
  void store(double[] block, double[] batch, int first);

  /**
   * Computes the coefficients of fields.
   *
   * @param block the fields. Not modified.
   * @param coefficients of each of them. Overwritten.
   */
  void forward(double[] block, double[] coefficients);

  /**
   * Computes the fields with these coefficients; the inverse of {@link #forward}.
   *
   * @param coefficients of each field. Not modified.
   * @param block takes the fields. Overwritten.
   */
  void inverse(double[] coefficients, double[] block);

  /**
   * The operator with this symbol.
   *
   * @param symbol one number per mode, from 0 to the Nyquist mode n/2; both ends must be real,
   *     because the operator maps real fields to real fields
   */
  LinearOperator operator(Complex[] symbol);
}
