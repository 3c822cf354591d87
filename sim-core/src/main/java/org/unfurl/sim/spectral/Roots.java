package org.unfurl.sim.spectral;

/** Roots of unity, to the last digit. */
final class Roots {

  private Roots() {}

  /**
   * exp(2πi numerator / denominator).
   *
   * <p>The angle is first folded into an eighth of the circle, where sine and cosine are accurate,
   * so that numbers that should agree by symmetry do so in every bit.
   *
   * @param numerator any
   * @param denominator positive
   */
  static Complex of(long numerator, int denominator) {
    // In eighths of the circle: numerator / denominator = octant / 8 + rest / (8 denominator).
    long eighths = 8 * Math.floorMod(numerator, (long) denominator);
    int octant = (int) (eighths / denominator);
    long rest = eighths % denominator;
    // Odd octants are mirrored: the angle is measured from their end.
    long folded = octant % 2 == 0 ? rest : denominator - rest;
    double angle = 2 * Math.PI * folded / (8.0 * denominator);
    double near = Math.cos(angle);
    double far = Math.sin(angle);
    return switch (octant) {
      case 0 -> new Complex(near, far);
      case 1 -> new Complex(far, near);
      case 2 -> new Complex(-far, near);
      case 3 -> new Complex(-near, far);
      case 4 -> new Complex(-near, -far);
      case 5 -> new Complex(-far, -near);
      case 6 -> new Complex(far, -near);
      default -> new Complex(near, -far);
    };
  }
}
