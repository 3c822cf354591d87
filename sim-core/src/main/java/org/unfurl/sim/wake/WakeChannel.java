package org.unfurl.sim.wake;

/**
 * The channel of a wake and the cylinder in it, in any unit of length; the stream comes in at x = 0
 * with velocity 1.
 *
 * @param length along the stream (x)
 * @param width across the stream (y); the cylinder stands half-way
 * @param diameter of the cylinder, the length of the Reynolds number; 0 for an empty channel
 * @param upstream distance of the cylinder's axis from the inflow
 */
public record WakeChannel(double length, double width, double diameter, double upstream) {

  /** The channel of Solver-in-the-Loop (arXiv 2007.00016), a fifth of which is blocked. */
  public static final WakeChannel STUDY = new WakeChannel(200, 100, 20, 50);

  /** Checks that the cylinder is inside. */
  public WakeChannel {
    requirePositive("length", length);
    requirePositive("width", width);
    if (!(diameter >= 0 && diameter < width)) {
      throw new IllegalArgumentException(
          "diameter (" + diameter + ") must not be negative and less than the width");
    }
    if (!(upstream > diameter / 2 && upstream + diameter / 2 < length)) {
      throw new IllegalArgumentException(
          "upstream (" + upstream + ") must leave the whole cylinder inside the channel");
    }
  }

  /**
   * A channel around a cylinder of diameter 1.
   *
   * @param upstream diameters from the inflow to the axis
   * @param downstream diameters from the axis to the outflow
   * @param width in diameters: the reciprocal of the blockage
   */
  public static WakeChannel ofDiameters(double upstream, double downstream, double width) {
    return new WakeChannel(upstream + downstream, width, 1, upstream);
  }

  static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " (" + value + ") must be positive and finite");
    }
  }

  boolean isOutsideCylinder(double x, double y) {
    return Math.hypot(x - upstream, y - width / 2) >= diameter / 2;
  }
}
