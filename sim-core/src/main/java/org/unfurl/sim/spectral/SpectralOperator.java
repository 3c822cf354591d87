package org.unfurl.sim.spectral;

/**
 * A linear operator A between real fields that multiplies Fourier modes by numbers. It acts on
 * spectra, in the layout of the transform that it belongs to.
 *
 * <p><b>Transposes.</b> A cotangent is a real field like any other and is carried by the spectrum
 * of that field, so the weights with which modes count in an inner product never appear: the
 * transpose multiplies by the complex conjugates.
 */
public interface SpectralOperator {

  /**
   * result = A x.
   *
   * @param x spectra. Not modified.
   * @param result spectra; may be {@code x}. Overwritten.
   */
  void apply(double[] x, double[] result);

  /**
   * result += A x.
   *
   * @param x spectra. Not modified.
   * @param result spectra, another array. Modified.
   */
  void addTo(double[] x, double[] result);

  /**
   * result = Aᵀ x.
   *
   * @param x spectra. Not modified.
   * @param result spectra; may be {@code x}. Overwritten.
   */
  void applyTransposed(double[] x, double[] result);

  /**
   * result += Aᵀ x.
   *
   * @param x spectra. Not modified.
   * @param result spectra, another array. Modified.
   */
  void addTransposedTo(double[] x, double[] result);
}
