package org.unfurl.sim.gas;

/**
 * The flux between two gases by Roe's approximate Riemann solver (1981, doi
 * 10.1016/0021-9991(81)90128-5), and its transposed derivative.
 *
 * <p>With the jumps Δ = right − left and Roe's averages (weights √ρ; q normal, t tangential
 * velocity, H total enthalpy), the flux is the mean of both fluxes less half of the sum of |λ| α r
 * over the waves:
 *
 * <ul>
 *   <li>λ = q ∓ c, α = (Δp ∓ ρ c Δq) / (2 c²), r = (1, q ∓ c, t, H ∓ q c);
 *   <li>λ = q, α = Δρ − Δp / c², r = (1, q, t, (q² + t²) / 2);
 *   <li>λ = q, α = ρ Δt, r = (0, 0, 1, t).
 * </ul>
 *
 * <p>|λ| is √(λ² + δ² c²): smooth, and never zero, which keeps expansion shocks out (the purpose of
 * Harten's fix, 1983, doi 10.1016/0021-9991(83)90136-5). δ is small on the last two waves, so that
 * it adds little to the friction in boundary layers.
 *
 * <p>States are (ρ, q, t, p), fluxes those of (ρ, ρq, ρt, ρE), per unit length of face. A density
 * or a mean square of the speed of sound that is negative gives NaN.
 */
final class RoeFlux {

  /** δ² of the acoustic waves. */
  private static final double ACOUSTIC = 0.1 * 0.1;

  /** δ² of the entropy wave and the shear wave. */
  private static final double CONVECTED = 0.02 * 0.02;

  /** γ − 1. */
  private final double energyRatio;

  /** γ / (γ − 1). */
  private final double enthalpyRatio;

  RoeFlux(double heatRatio) {
    this.energyRatio = heatRatio - 1;
    this.enthalpyRatio = heatRatio / (heatRatio - 1);
  }

  /**
   * Fluxes through the faces from {@code start} up to {@code end}.
   *
   * @param left (4, faces)
   * @param right (4, faces)
   * @param flux (4, faces). Modified.
   */
  void apply(double[][] left, double[][] right, double[][] flux, int start, int end) {
    double[] leftDensity = left[0];
    double[] leftNormal = left[1];
    double[] leftTangential = left[2];
    double[] leftPressure = left[3];
    double[] rightDensity = right[0];
    double[] rightNormal = right[1];
    double[] rightTangential = right[2];
    double[] rightPressure = right[3];
    double[] mass = flux[0];
    double[] normal = flux[1];
    double[] tangential = flux[2];
    double[] energy = flux[3];
    for (int f = start; f < end; f++) {
      double rl = leftDensity[f];
      double ql = leftNormal[f];
      double tl = leftTangential[f];
      double pl = leftPressure[f];
      double rr = rightDensity[f];
      double qr = rightNormal[f];
      double tr = rightTangential[f];
      double pr = rightPressure[f];
      double hl = enthalpyRatio * pl / rl + 0.5 * (ql * ql + tl * tl);
      double hr = enthalpyRatio * pr / rr + 0.5 * (qr * qr + tr * tr);

      double rootL = Math.sqrt(rl);
      double rootR = Math.sqrt(rr);
      double w = rootL / (rootL + rootR);
      double q = qr + w * (ql - qr);
      double t = tr + w * (tl - tr);
      double h = hr + w * (hl - hr);
      double rho = rootL * rootR;
      double k = 0.5 * (q * q + t * t);
      double cc = energyRatio * (h - k);
      double c = Math.sqrt(cc);

      double dr = rr - rl;
      double dq = qr - ql;
      double dt = tr - tl;
      double dp = pr - pl;
      double inverse = 0.5 / cc;
      double y = rho * c * dq;
      double e1 = absolute(q - c, ACOUSTIC * cc) * (dp - y) * inverse;
      double e3 = absolute(q + c, ACOUSTIC * cc) * (dp + y) * inverse;
      double a2 = absolute(q, CONVECTED * cc);
      double e2 = a2 * (dr - 2 * dp * inverse);
      double s = a2 * rho * dt;
      double m = e1 + e3;
      double g = (e3 - e1) * c;
      double d = m + e2;

      double ml = rl * ql;
      double mr = rr * qr;
      mass[f] = 0.5 * (ml + mr - d);
      normal[f] = 0.5 * (ml * ql + pl + mr * qr + pr - d * q - g);
      tangential[f] = 0.5 * (ml * tl + mr * tr - d * t - s);
      energy[f] = 0.5 * (ml * hl + mr * hr - m * h - g * q - e2 * k - s * t);
    }
  }

  private static double absolute(double lambda, double floor) {
    return Math.sqrt(lambda * lambda + floor);
  }

  /**
   * The transpose of the derivative of {@link #apply}: the same quantities in reverse order, the
   * cotangent of x named xBar.
   *
   * @param fluxBar (4, faces)
   * @param leftBar (4, faces). Overwritten between {@code start} and {@code end}.
   * @param rightBar likewise
   */
  void vjp(
      double[][] left,
      double[][] right,
      double[][] fluxBar,
      double[][] leftBar,
      double[][] rightBar,
      int start,
      int end) {
    for (int f = start; f < end; f++) {
      final double rl = left[0][f];
      final double ql = left[1][f];
      final double tl = left[2][f];
      final double pl = left[3][f];
      final double rr = right[0][f];
      final double qr = right[1][f];
      final double tr = right[2][f];
      final double pr = right[3][f];
      final double hl = enthalpyRatio * pl / rl + 0.5 * (ql * ql + tl * tl);
      final double hr = enthalpyRatio * pr / rr + 0.5 * (qr * qr + tr * tr);
      final double rootL = Math.sqrt(rl);
      final double rootR = Math.sqrt(rr);
      final double w = rootL / (rootL + rootR);
      final double q = qr + w * (ql - qr);
      final double t = tr + w * (tl - tr);
      final double h = hr + w * (hl - hr);
      final double rho = rootL * rootR;
      final double k = 0.5 * (q * q + t * t);
      final double cc = energyRatio * (h - k);
      final double c = Math.sqrt(cc);
      final double dr = rr - rl;
      final double dq = qr - ql;
      final double dt = tr - tl;
      final double dp = pr - pl;
      final double inverse = 0.5 / cc;
      final double y = rho * c * dq;
      final double a1 = absolute(q - c, ACOUSTIC * cc);
      final double a2 = absolute(q, CONVECTED * cc);
      final double a3 = absolute(q + c, ACOUSTIC * cc);
      final double alpha1 = (dp - y) * inverse;
      final double alpha2 = dr - 2 * dp * inverse;
      final double alpha3 = (dp + y) * inverse;
      final double e1 = a1 * alpha1;
      final double e2 = a2 * alpha2;
      final double e3 = a3 * alpha3;
      final double s = a2 * rho * dt;
      final double m = e1 + e3;
      final double g = (e3 - e1) * c;
      final double d = m + e2;

      final double massBar = 0.5 * fluxBar[0][f];
      final double normalBar = 0.5 * fluxBar[1][f];
      final double tangentialBar = 0.5 * fluxBar[2][f];
      final double energyBar = 0.5 * fluxBar[3][f];

      // The waves, down to the amplitudes.
      final double dBar = -massBar - normalBar * q - tangentialBar * t;
      final double gBar = -normalBar - energyBar * q;
      final double sBar = -tangentialBar - energyBar * t;
      final double mBar = dBar - energyBar * h;
      final double e2Bar = dBar - energyBar * k;
      final double e1Bar = mBar - gBar * c;
      final double e3Bar = mBar + gBar * c;
      double qBar = -normalBar * d - energyBar * g;
      double tBar = -tangentialBar * d - energyBar * s;
      double hBar = -energyBar * m;
      double kBar = -energyBar * e2;
      double cBar = gBar * (e3 - e1);

      // Amplitudes, down to the jumps.
      final double alpha1Bar = e1Bar * a1;
      final double alpha2Bar = e2Bar * a2;
      final double alpha3Bar = e3Bar * a3;
      final double yBar = (alpha3Bar - alpha1Bar) * inverse;
      final double dqBar = yBar * rho * c;
      final double dtBar = sBar * a2 * rho;
      final double dpBar = (alpha1Bar + alpha3Bar - 2 * alpha2Bar) * inverse;
      final double rhoBar = sBar * a2 * dt + yBar * c * dq;
      cBar += yBar * rho * dq;
      double ccBar =
          -2 * inverse * (alpha1Bar * alpha1 + alpha3Bar * alpha3)
              + 4 * inverse * inverse * alpha2Bar * dp;

      // Wave speeds.
      final double slope1 = e1Bar * alpha1 / a1;
      final double slope2 = (e2Bar * alpha2 + sBar * rho * dt) / a2;
      final double slope3 = e3Bar * alpha3 / a3;
      ccBar += 0.5 * (ACOUSTIC * (slope1 + slope3) + CONVECTED * slope2);
      qBar += slope1 * (q - c) + slope2 * q + slope3 * (q + c);
      cBar += slope3 * (q + c) - slope1 * (q - c);

      // Averages.
      ccBar += 0.5 * cBar / c;
      hBar += energyRatio * ccBar;
      kBar -= energyRatio * ccBar;
      qBar += kBar * q;
      tBar += kBar * t;
      final double wBar = qBar * (ql - qr) + tBar * (tl - tr) + hBar * (hl - hr);
      final double rootSum = rootL + rootR;
      final double wSlope = wBar / (rootSum * rootSum);
      final double rootLBar = rhoBar * rootR + wSlope * rootR;
      final double rootRBar = rhoBar * rootL - wSlope * rootL;

      // Both sides: their own fluxes, their parts in the averages and in the jumps.
      final double ml = rl * ql;
      final double mlBar = massBar + normalBar * ql + tangentialBar * tl + energyBar * hl;
      final double hlBar = energyBar * ml + w * hBar;
      leftBar[0][f] =
          mlBar * ql - hlBar * enthalpyRatio * pl / (rl * rl) + 0.5 * rootLBar / rootL - alpha2Bar;
      leftBar[1][f] = mlBar * rl + normalBar * ml + hlBar * ql + w * qBar - dqBar;
      leftBar[2][f] = tangentialBar * ml + hlBar * tl + w * tBar - dtBar;
      leftBar[3][f] = normalBar + hlBar * enthalpyRatio / rl - dpBar;

      final double mr = rr * qr;
      final double mrBar = massBar + normalBar * qr + tangentialBar * tr + energyBar * hr;
      final double hrBar = energyBar * mr + (1 - w) * hBar;
      rightBar[0][f] =
          mrBar * qr - hrBar * enthalpyRatio * pr / (rr * rr) + 0.5 * rootRBar / rootR + alpha2Bar;
      rightBar[1][f] = mrBar * rr + normalBar * mr + hrBar * qr + (1 - w) * qBar + dqBar;
      rightBar[2][f] = tangentialBar * mr + hrBar * tr + (1 - w) * tBar + dtBar;
      rightBar[3][f] = normalBar + hrBar * enthalpyRatio / rr + dpBar;
    }
  }
}
