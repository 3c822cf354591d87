package org.unfurl.sim.verification;

/**
 * The exact solution of the Riemann problem of a perfect gas on a line, at its similarity variable
 * x / t (Toro 2009, "Riemann Solvers and Numerical Methods for Fluid Dynamics", 3rd ed., chapter 4,
 * doi 10.1007/b79761). States are (ρ, u, p).
 */
final class ExactRiemann {

  private static final int MAX_ITERATIONS = 100;

  private final double gamma;
  private final double[] left;
  private final double[] right;
  private final double leftSound;
  private final double rightSound;
  private final double starPressure;
  private final double starVelocity;

  /** A problem whose solution has no vacuum. */
  ExactRiemann(double gamma, double[] left, double[] right) {
    this.gamma = gamma;
    this.left = left.clone();
    this.right = right.clone();
    this.leftSound = Math.sqrt(gamma * left[2] / left[0]);
    this.rightSound = Math.sqrt(gamma * right[2] / right[0]);
    double p = 0.5 * (left[2] + right[2]);
    for (int i = 0; i < MAX_ITERATIONS; i++) {
      double excess = curve(p, left, leftSound) + curve(p, right, rightSound) + right[1] - left[1];
      double slope = slope(p, left, leftSound) + slope(p, right, rightSound);
      // The function is concave and increasing: Newton's iterates can only fall too low once.
      p = Math.max(1e-8 * p, p - excess / slope);
    }
    this.starPressure = p;
    this.starVelocity =
        0.5 * (left[1] + right[1] + curve(p, right, rightSound) - curve(p, left, leftSound));
  }

  /** p between the two outer waves. */
  double starPressure() {
    return starPressure;
  }

  /** u between the two outer waves. */
  double starVelocity() {
    return starVelocity;
  }

  /** Toro's f_K(p), eq. 4.6 and 4.7: how much the wave changes the velocity. */
  private double curve(double p, double[] side, double sound) {
    if (p > side[2]) {
      double a = 2 / ((gamma + 1) * side[0]);
      double b = (gamma - 1) / (gamma + 1) * side[2];
      return (p - side[2]) * Math.sqrt(a / (p + b));
    }
    double exponent = (gamma - 1) / (2 * gamma);
    return 2 * sound / (gamma - 1) * (Math.pow(p / side[2], exponent) - 1);
  }

  private double slope(double p, double[] side, double sound) {
    if (p > side[2]) {
      double a = 2 / ((gamma + 1) * side[0]);
      double b = (gamma - 1) / (gamma + 1) * side[2];
      return Math.sqrt(a / (p + b)) * (1 - 0.5 * (p - side[2]) / (p + b));
    }
    return Math.pow(p / side[2], -(gamma + 1) / (2 * gamma)) / (side[0] * sound);
  }

  /** (ρ, u, p) on the ray x = speed · t. */
  double[] at(double speed) {
    if (speed <= starVelocity) {
      return sample(speed, left, leftSound, -1);
    }
    return sample(speed, right, rightSound, 1);
  }

  /** Behind or ahead of the outer wave on one side; {@code side} is −1 on the left. */
  private double[] sample(double speed, double[] outer, double sound, int side) {
    double ratio = starPressure / outer[2];
    double g = (gamma - 1) / (gamma + 1);
    if (starPressure > outer[2]) {
      double shock =
          outer[1]
              + side
                  * sound
                  * Math.sqrt((gamma + 1) / (2 * gamma) * ratio + (gamma - 1) / (2 * gamma));
      if (side * (speed - shock) > 0) {
        return outer.clone();
      }
      return new double[] {outer[0] * (ratio + g) / (g * ratio + 1), starVelocity, starPressure};
    }
    double tailSound = sound * Math.pow(ratio, (gamma - 1) / (2 * gamma));
    if (side * (speed - outer[1]) > sound) {
      return outer.clone();
    }
    if (side * (speed - starVelocity) < tailSound) {
      return new double[] {outer[0] * Math.pow(ratio, 1 / gamma), starVelocity, starPressure};
    }
    double factor = 2 / (gamma + 1) - side * g / sound * (outer[1] - speed);
    return new double[] {
      outer[0] * Math.pow(factor, 2 / (gamma - 1)),
      2 / (gamma + 1) * (-side * sound + (gamma - 1) / 2 * outer[1] + speed),
      outer[2] * Math.pow(factor, 2 * gamma / (gamma - 1))
    };
  }
}
