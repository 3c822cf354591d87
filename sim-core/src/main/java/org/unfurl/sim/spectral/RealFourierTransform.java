package org.unfurl.sim.spectral;

import org.jtransforms.fft.DoubleFFT_1D;
import org.visnow.jlargearrays.ConcurrencyUtils;

/**
 * The discrete Fourier transform between a real field and its half spectrum.
 *
 * <p>Layout of a <b>field</b> of n points (n even): n doubles.
 *
 * <p>Layout of a <b>spectrum</b>: modes 0 to n/2 (the Nyquist mode) as n/2 + 1 complex numbers,
 * interleaved: real part of mode m at index 2m, imaginary part at 2m + 1; n + 2 doubles. The
 * negative modes are the complex conjugates of the positive ones and are not stored. <b>A spectrum
 * always represents a real field</b>, so the imaginary parts of mode 0 and of the Nyquist mode are
 * zero.
 *
 * <p>The forward transform is not scaled, û(m) = Σⱼ u(j) exp(−2πi m j / n); the inverse carries the
 * factor 1/n. One instance serves one thread at a time.
 *
 * <p>Any even n works; powers of two are fastest and need no memory of their own. For other sizes
 * the library allocates one scratch array of n numbers per transform.
 */
public final class RealFourierTransform {

  // The library would run large transforms on threads of its own, behind the back of whoever gave
  // this one a core; the switch exists only for the whole JVM.
  static {
    ConcurrencyUtils.setNumberOfThreads(1);
  }

  /** n. */
  private final int points;

  private final DoubleFFT_1D transform;

  /**
   * Prepares the transform of fields of this size.
   *
   * @param points n, even and positive
   */
  public RealFourierTransform(int points) {
    if (points <= 0 || points % 2 != 0) {
      throw new IllegalArgumentException("points (" + points + ") must be even and positive");
    }
    this.points = points;
    this.transform = new DoubleFFT_1D(points);
  }

  /** Doubles in one spectrum of a field of that many points. */
  public static int spectrumLength(int points) {
    return points + 2;
  }

  /**
   * Transforms a field into its spectrum.
   *
   * @param field holds the field from index {@code offset} on. Not modified.
   * @param offset first index of the field
   * @param spectrum n + 2 doubles. Overwritten.
   */
  public void forward(double[] field, int offset, double[] spectrum) {
    System.arraycopy(field, offset, spectrum, 0, points);
    transform.realForward(spectrum);
    // The library packs the real Nyquist coefficient into the empty imaginary part of mode 0.
    spectrum[points] = spectrum[1];
    spectrum[points + 1] = 0;
    spectrum[1] = 0;
  }

  /**
   * Transforms a spectrum back into its field. Imaginary parts of mode 0 and of the Nyquist mode
   * are ignored.
   *
   * @param spectrum n + 2 doubles. Not modified.
   * @param field takes the field from index {@code offset} on. Overwritten there.
   * @param offset first index of the field
   */
  public void inverse(double[] spectrum, double[] field, int offset) {
    System.arraycopy(spectrum, 0, field, offset, points);
    field[offset + 1] = spectrum[points];
    transform.realInverse(field, offset, true);
  }
}
