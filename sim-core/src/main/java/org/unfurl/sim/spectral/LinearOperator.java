package org.unfurl.sim.spectral;

/**
 * A linear operator that multiplies every Fourier mode by a number, its symbol: a derivative, a
 * filter, an exponential of derivatives. On the points it is a circulant matrix A; it acts on the
 * coefficients of a {@link Basis}, which made it.
 *
 * <p><b>Transposes.</b> The transpose of the circulant matrix with symbol s is the circulant matrix
 * with symbol conj(s). A cotangent is a real field like any other and is carried by the
 * coefficients of that field, so the weights with which a basis counts coefficients in an inner
 * product never appear.
 *
 * <p>One instance serves one thread at a time.
 */
public interface LinearOperator {

  /**
   * result = A x.
   *
   * @param x coefficients. Not modified.
   * @param result coefficients, as many; may be {@code x}. Overwritten.
   */
  void apply(double[] x, double[] result);

  /**
   * result += A x.
   *
   * @param x coefficients. Not modified.
   * @param result coefficients, as many, in another array than {@code x}. Modified.
   */
  void addTo(double[] x, double[] result);

  /**
   * result = Aᵀ x.
   *
   * @param x coefficients. Not modified.
   * @param result coefficients, as many; may be {@code x}. Overwritten.
   */
  void applyTransposed(double[] x, double[] result);

  /**
   * result += Aᵀ x.
   *
   * @param x coefficients. Not modified.
   * @param result coefficients, as many, in another array than {@code x}. Modified.
   */
  void addTransposedTo(double[] x, double[] result);
}
