package org.unfurl.sim.verification;

import org.unfurl.sim.spectral.Lanes;
import org.unfurl.sim.spectral.PlaneTransform;

/**
 * Energy and dissipation of velocities on faces by Fourier modes, per area and summed over all that
 * was added. A face's number counts as the mean over the face, so a mode is divided by sin α / α
 * with α half its phase along the face.
 */
final class FaceSpectrum {

  private final FaceFlows flows;
  private final PlaneTransform transform;
  private final double[] spectrum;
  private final double[] shells;
  private double dissipation;
  private int samples;

  FaceSpectrum(FaceFlows flows) {
    this.flows = flows;
    this.transform = new PlaneTransform(flows.points(), flows.points());
    this.spectrum = new double[transform.spectrumSize()];
    this.shells = new double[flows.points()];
  }

  /** Adds a state. */
  void add(double[] velocity) {
    int points = flows.points();
    double area = (double) flows.cells() * flows.cells();
    for (int component = 0; component < 2; component++) {
      transform.forward(velocity, component * flows.cells(), spectrum, 0);
      for (int modeY = 0; modeY <= points / 2; modeY++) {
        // The modes below zero along y are not stored.
        double weight = modeY == 0 || 2 * modeY == points ? 1 : 2;
        for (int column = 0; column < points; column++) {
          int modeX = 2 * column <= points ? column : column - points;
          double angle = (component == 0 ? modeY : modeX) * flows.spacing() / 2;
          double ratio = angle == 0 ? 1 : Math.sin(angle) / angle;
          double energy = weight * square(modeY, column) / (2 * area * ratio * ratio);
          double wavenumber = Math.hypot(modeX, modeY);
          shells[(int) Math.round(wavenumber)] += energy;
          dissipation += 2 * flows.viscosity() * wavenumber * wavenumber * energy;
        }
      }
    }
    samples++;
  }

  private double square(int modeY, int column) {
    int block = (modeY / Lanes.COUNT * flows.points() + column) * 2 * Lanes.COUNT;
    double re = spectrum[block + modeY % Lanes.COUNT];
    double im = spectrum[block + Lanes.COUNT + modeY % Lanes.COUNT];
    return re * re + im * im;
  }

  /** Mean energy of the modes whose wavenumber is rounded to one between these two. */
  double energy(int lowest, int highest) {
    double sum = 0;
    for (int shell = lowest; shell <= highest; shell++) {
      sum += shells[shell];
    }
    return sum / samples;
  }

  /** Mean of all energy. */
  double energy() {
    return energy(0, shells.length - 1);
  }

  /** Mean of ν ⟨|∇u|²⟩. */
  double dissipation() {
    return dissipation / samples;
  }
}
