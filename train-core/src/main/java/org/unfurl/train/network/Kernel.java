package org.unfurl.train.network;

import org.unfurl.sim.grid.StateShape;

/** The points that a convolution reads around each of its own, and how its weights are laid out. */
enum Kernel {
  /** A point of a line and its two neighbours; weights are laid out (output, tap, input). */
  LINE(3, "3"),
  /** A point of a plane and its eight neighbours; weights are laid out (output, input, y, x). */
  PLANE(9, "3,3");

  private final int taps;
  private final String extent;

  Kernel(int taps, String extent) {
    this.taps = taps;
    this.extent = extent;
  }

  /** The kernel of such states. */
  static Kernel of(StateShape states) {
    return states.isPlane() ? PLANE : LINE;
  }

  /** Points read. */
  int taps() {
    return taps;
  }

  /** Points along each axis, with commas, as in the shape of a tensor. */
  String extent() {
    return extent;
  }
}
