package org.unfurl.sim.flow;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Successive relaxation of a five-point system on a doubly periodic chessboard of two channels,
 * with the numbers of a colour side by side, so that vectors can take them:
 *
 * <pre>   D x = b + right x(right) + left x(left) + above x(above) + below x(below)   </pre>
 *
 * <p>In both colours number m of a line is the one in column 2m or 2m + 1. The neighbours of a
 * number in its column then have its own number in the other colour, and those in its line have it
 * too or the one before or behind it. Every line has a copy of its last number before the first and
 * of its first behind the last.
 *
 * <p>No sum is fused or ordered otherwise than it stands above, whatever the vectors' length.
 */
final class RedBlackRelaxation {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  private final int columns;
  private final int rows;

  /** Numbers of a colour in a line. */
  private final int half;

  /** Distance of two lines of a colour. */
  private final int stride;

  private final double diagonal;
  private final Colour[] colours;
  private final double[] largest = new double[SPECIES.length()];

  /** The numbers of one colour; its coefficients multiply neighbours, which have the other. */
  private static final class Colour {

    final double[] x;
    final double[] b;
    final double[] right;
    final double[] left;
    final double[] above;
    final double[] below;

    Colour(int length) {
      this.x = new double[length];
      this.b = new double[length];
      this.right = new double[length];
      this.left = new double[length];
      this.above = new double[length];
      this.below = new double[length];
    }
  }

  /**
   * A system without numbers.
   *
   * @param diagonal D
   */
  RedBlackRelaxation(int columns, int rows, double diagonal) {
    this.columns = columns;
    this.rows = rows;
    this.half = columns / 2;
    this.stride = half + 2;
    this.diagonal = diagonal;
    this.colours = new Colour[] {new Colour(2 * rows * stride), new Colour(2 * rows * stride)};
  }

  /**
   * Takes the system's numbers; x is the first guess.
   *
   * @param entries N(U), from an unknown to its right neighbour and to its upper one, each (2,
   *     rows, columns); the entry the other way is minus that
   * @param sign of N in the system
   */
  void load(
      double sign,
      double diffusionX,
      double diffusionY,
      double[][] entries,
      double[] b,
      double[] x) {
    double[] across = entries[0];
    double[] up = entries[1];
    for (int line = 0; line < 2 * rows; line++) {
      int from = line * columns;
      int under = lineBelow(line) * columns;
      for (int parity = 0; parity < 2; parity++) {
        Colour colour = colours[line + parity & 1];
        int at = line * stride + 1;
        for (int i = parity; i < columns; i += 2) {
          colour.x[at] = x[from + i];
          colour.b[at] = b[from + i];
          colour.right[at] = diffusionX - sign * across[from + i];
          colour.left[at] = diffusionX + sign * across[from + (i > 0 ? i : columns) - 1];
          colour.above[at] = diffusionY - sign * up[from + i];
          colour.below[at] = diffusionY + sign * up[under + i];
          at++;
        }
        closeLine(colour.x, line * stride + 1);
      }
    }
  }

  /** Gives back x. */
  void store(double[] x) {
    for (int line = 0; line < 2 * rows; line++) {
      for (int parity = 0; parity < 2; parity++) {
        double[] packed = colours[line + parity & 1].x;
        int at = line * stride + 1;
        for (int i = parity; i < columns; i += 2) {
          x[line * columns + i] = packed[at++];
        }
      }
    }
  }

  /** One sweep over both colours; returns the largest update before relaxation, or NaN. */
  double sweep(double relaxation) {
    java.util.Arrays.fill(largest, 0);
    double rest = 0;
    for (int number = 0; number < 2; number++) {
      Colour colour = colours[number];
      double[] other = colours[1 - number].x;
      for (int line = 0; line < 2 * rows; line++) {
        int shift = line + number & 1;
        int above = lineAbove(line) * stride + 1;
        int below = lineBelow(line) * stride + 1;
        int start = line * stride + 1;
        relaxInVectors(colour, other, start, start + shift, above, below, relaxation);
        int done = SPECIES.loopBound(half);
        for (int m = done; m < half; m++) {
          int at = start + m;
          double sum =
              colour.b[at]
                  + (colour.right[at] * other[at + shift]
                      + colour.left[at] * other[at + shift - 1]
                      + colour.above[at] * other[above + m]
                      + colour.below[at] * other[below + m]);
          double update = sum / diagonal - colour.x[at];
          colour.x[at] += relaxation * update;
          rest = Math.max(rest, Math.abs(update));
        }
        closeLine(colour.x, start);
      }
    }
    for (double value : largest) {
      rest = Math.max(rest, value);
    }
    return rest;
  }

  private void relaxInVectors(
      Colour colour,
      double[] other,
      int start,
      int right,
      int above,
      int below,
      double relaxation) {
    DoubleVector most = DoubleVector.fromArray(SPECIES, largest, 0);
    for (int m = 0; m < SPECIES.loopBound(half); m += SPECIES.length()) {
      int at = start + m;
      DoubleVector x = DoubleVector.fromArray(SPECIES, colour.x, at);
      DoubleVector neighbours =
          product(colour.right, at, other, right + m)
              .add(product(colour.left, at, other, right + m - 1))
              .add(product(colour.above, at, other, above + m))
              .add(product(colour.below, at, other, below + m));
      DoubleVector update =
          DoubleVector.fromArray(SPECIES, colour.b, at).add(neighbours).div(diagonal).sub(x);
      x.add(update.mul(relaxation)).intoArray(colour.x, at);
      most = most.lanewise(VectorOperators.MAX, update.abs());
    }
    most.intoArray(largest, 0);
  }

  private static DoubleVector product(double[] a, int aAt, double[] b, int bAt) {
    return DoubleVector.fromArray(SPECIES, a, aAt).mul(DoubleVector.fromArray(SPECIES, b, bAt));
  }

  private void closeLine(double[] values, int start) {
    values[start - 1] = values[start + half - 1];
    values[start + half] = values[start];
  }

  /** Around the channel that the line belongs to. */
  private int lineAbove(int line) {
    return (line + 1) % rows == 0 ? line + 1 - rows : line + 1;
  }

  private int lineBelow(int line) {
    return line % rows == 0 ? line - 1 + rows : line - 1;
  }
}
