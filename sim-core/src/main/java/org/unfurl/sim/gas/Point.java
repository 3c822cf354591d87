package org.unfurl.sim.gas;

/** A point of the plane. */
record Point(double x, double y) {

  double distanceTo(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }
}
