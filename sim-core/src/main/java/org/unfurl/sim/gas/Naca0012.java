package org.unfurl.sim.gas;

/**
 * The symmetric profile NACA 0012 of chord 1, leading edge at x = 0, with a closed trailing edge:
 *
 * <pre>   y(x) = ± 0.6 (0.2969 √x − 0.1260 x − 0.3516 x² + 0.2843 x³ − 0.1036 x⁴)   </pre>
 *
 * <p>Jacobs, Ward and Pinkerton 1933 (NACA Report 460) have −0.1015 in the last term, which leaves
 * a base of 0.25 % of the chord; −0.1036 closes it, as in problem C1.3 of the International
 * Workshop on High-Order CFD Methods.
 *
 * <p>Points are named by an angle t from 0 at the trailing edge to π at the leading edge, x = (1 +
 * cos t) / 2, in which the profile is smooth at the nose.
 */
final class Naca0012 {

  /** The area inside: twice the integral of the formula. */
  static final double AREA =
      1.2 * (0.2969 * 2 / 3 - 0.1260 / 2 - 0.3516 / 3 + 0.2843 / 4 - 0.1036 / 5);

  /** Radius of curvature of the nose: half the square of the factor of √x. */
  static final double NOSE_RADIUS = 0.6 * 0.6 * 0.2969 * 0.2969 / 2;

  /** Slope −dy/dx of the upper side at the trailing edge. */
  static final double TRAILING_SLOPE =
      -0.6 * (0.2969 / 2 - 0.1260 - 2 * 0.3516 + 3 * 0.2843 - 4 * 0.1036);

  private Naca0012() {}

  /** y of the upper side at 0 ≤ x ≤ 1; zero to rounding at both ends. */
  static double halfThickness(double x) {
    return 0.6
        * (0.2969 * Math.sqrt(x) + x * (-0.1260 + x * (-0.3516 + x * (0.2843 - x * 0.1036))));
  }

  /** The point of the upper side at an angle; exactly on the axis at both ends. */
  static Point upper(double t) {
    double half = Math.cos(t / 2);
    double x = half * half;
    return new Point(x, t <= 0 || t >= Math.PI ? 0 : halfThickness(x));
  }
}
