package org.unfurl.sim.gas;

/**
 * The Karman-Trefftz map that takes the upper half plane outside {@link Naca0012} to that outside
 * of half a near-circle:
 *
 * <pre>   (z − 1) / (z − x₀) = ((ζ − c) / (ζ + c))ⁿ,   n = 2 − τ/π   </pre>
 *
 * <p>with the trailing edge's angle τ and x₀ half a nose radius behind the leading edge, so that
 * neither edge is left as a corner (Karman and Trefftz 1918; as in Vassberg and Jameson 2010, doi
 * 10.2514/1.46737). c is such that ζ ≈ z far away.
 */
final class NearCircle {

  private static final double POWER = 2 - 2 * Math.atan(Naca0012.TRAILING_SLOPE) / Math.PI;
  private static final double NOSE = Naca0012.NOSE_RADIUS / 2;
  private static final double EDGE = (1 - NOSE) / (2 * POWER);
  private static final int HALVINGS = 50;

  private final double centre;

  NearCircle() {
    centre = (EDGE + image(Naca0012.upper(Math.PI)).x()) / 2;
  }

  /** ζ of a z that is on or above the profile. */
  private static Point image(Point z) {
    double modulus = Math.hypot(z.x() - 1, z.y()) / Math.hypot(z.x() - NOSE, z.y());
    double angle = Math.atan2(z.y(), z.x() - 1) - Math.atan2(z.y(), z.x() - NOSE);
    return quotient(Math.pow(modulus, 1 / POWER), angle / POWER, EDGE, -EDGE);
  }

  /**
   * z of the point that is so far from the near-circle's centre, at an angle from 0 (downstream) to
   * π.
   */
  Point preimage(double radius, double angle) {
    double x = centre + radius * Math.cos(angle);
    // The axis is kept as such: rounding must not open the grid there.
    double y = angle <= 0 || angle >= Math.PI ? 0 : radius * Math.sin(angle);
    double modulus = Math.hypot(x - EDGE, y) / Math.hypot(x + EDGE, y);
    double turn = Math.atan2(y, x - EDGE) - Math.atan2(y, x + EDGE);
    return quotient(Math.pow(modulus, POWER), POWER * turn, 1, NOSE);
  }

  /** The w with (w − a) / (w − b) = p, for p in polar form: (a − b p) / (1 − p). */
  private static Point quotient(double modulus, double angle, double a, double b) {
    double re = modulus * Math.cos(angle);
    double im = angle == 0 ? 0 : modulus * Math.sin(angle);
    double norm = (1 - re) * (1 - re) + im * im;
    return new Point(((a - b * re) * (1 - re) + b * im * im) / norm, (a - b) * im / norm);
  }

  /** The angle about the near-circle's centre of the profile's point named t. */
  double angleOf(double t) {
    if (t <= 0 || t >= Math.PI) {
      return t <= 0 ? 0 : Math.PI;
    }
    Point point = image(Naca0012.upper(t));
    return Math.atan2(point.y(), point.x() - centre);
  }

  /** The t of the profile's point at an angle about the near-circle's centre. */
  double nameAt(double angle) {
    if (angle <= 0 || angle >= Math.PI) {
      return angle <= 0 ? 0 : Math.PI;
    }
    double low = 0;
    double high = Math.PI;
    for (int k = 0; k < HALVINGS; k++) {
      double middle = (low + high) / 2;
      if (angleOf(middle) < angle) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /**
   * The point on the ray of an angle that lies a given distance from where the ray leaves the
   * profile.
   */
  Point onRay(double angle, double distance) {
    Point wall = Naca0012.upper(nameAt(angle));
    if (distance == 0) {
      return wall;
    }
    Point image = image(wall);
    double low = Math.hypot(image.x() - centre, image.y());
    double step = distance;
    while (preimage(low + step, angle).distanceTo(wall) < distance) {
      step *= 2;
    }
    double high = low + step;
    for (int k = 0; k < HALVINGS; k++) {
      double middle = (low + high) / 2;
      if (preimage(middle, angle).distanceTo(wall) < distance) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return preimage((low + high) / 2, angle);
  }
}
