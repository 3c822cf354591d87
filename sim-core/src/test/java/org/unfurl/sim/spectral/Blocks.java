package org.unfurl.sim.spectral;

/** Single fields in and out of blocks, for tests that look at one lane. */
public final class Blocks {

  private Blocks() {}

  /** The spectrum of one field: real and imaginary part of mode 0, of mode 1, … */
  public static double[] spectrum(RealFourierTransform transform, double[] field) {
    double[] spectra = spectra(transform, field);
    double[] spectrum = new double[field.length + 2];
    Lanes.store(spectra, spectrum, spectrum.length, 0);
    return spectrum;
  }

  /** A block whose first lane is the spectrum of that field. */
  public static double[] spectra(RealFourierTransform transform, double[] field) {
    double[] fields = transform.newFields();
    double[] spectra = transform.newSpectra();
    Lanes.load(field, field.length, 0, fields);
    transform.forward(fields, spectra);
    return spectra;
  }

  /** The field in the first lane of a block of spectra. */
  public static double[] field(RealFourierTransform transform, double[] spectra) {
    double[] fields = transform.newFields();
    double[] field = new double[transform.points()];
    transform.inverse(spectra, fields);
    Lanes.store(fields, field, field.length, 0);
    return field;
  }
}
