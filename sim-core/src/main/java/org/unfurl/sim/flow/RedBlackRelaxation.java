package org.unfurl.sim.flow;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The relaxation of a {@link TransportMatrix} with the numbers of a colour of the chessboard side
 * by side, so that vectors can take them.
 *
 * <p>In both colours number m of a line is the one in column 2m or 2m + 1. The neighbours of a
 * number in its column then have its own number in the other colour, and those in its line have it
 * too or the one before or behind it. Every line has a copy of its last number before the first and
 * of its first behind the last.
 *
 * <p>No sum is fused, and none depends on the vectors' length.
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
  private final double diffusionX;
  private final double diffusionY;
  private final Colour[] colours;

  /** In every lane the largest update of a sweep. */
  private final double[] largest = new double[SPECIES.length()];

  /** The numbers of one colour, (2, rows, {@link #stride}). */
  private static final class Colour {

    final double[] x;
    final double[] b;

    /** Entry of N between an unknown and its right neighbour; minus that in the other's row. */
    final double[] right;

    /** The same for the upper neighbour. */
    final double[] upper;

    Colour(int length) {
      this.x = new double[length];
      this.b = new double[length];
      this.right = new double[length];
      this.upper = new double[length];
    }
  }

  /**
   * A system whose numbers are still to be loaded.
   *
   * @param diagonal D
   * @param diffusionX what H has for a neighbour in a line, besides N
   * @param diffusionY what H has for a neighbour in a column, besides N
   */
  RedBlackRelaxation(StaggeredGrid grid, double diagonal, double diffusionX, double diffusionY) {
    this.columns = grid.columns();
    this.rows = grid.rows();
    this.half = columns / 2;
    this.stride = half + 2;
    this.diagonal = diagonal;
    this.diffusionX = diffusionX;
    this.diffusionY = diffusionY;
    this.colours = new Colour[] {new Colour(2 * rows * stride), new Colour(2 * rows * stride)};
  }

  /**
   * Takes N; all arrays are (2, rows, columns).
   *
   * @param sign 1, or −1 for Nᵀ
   * @param right entries of N from an unknown to its right neighbour
   * @param upper entries of N from an unknown to its upper neighbour
   */
  void loadMatrix(double sign, double[] right, double[] upper) {
    for (int line = 0; line < 2 * rows; line++) {
      for (int parity = 0; parity < 2; parity++) {
        Colour colour = colour(line, parity);
        pack(sign, right, line, parity, colour.right);
        pack(sign, upper, line, parity, colour.upper);
        closeLine(colour.right, line * stride + 1);
      }
    }
  }

  /** Takes b and the first guess of x. */
  void loadVectors(double[] b, double[] x) {
    for (int line = 0; line < 2 * rows; line++) {
      for (int parity = 0; parity < 2; parity++) {
        Colour colour = colour(line, parity);
        pack(1, b, line, parity, colour.b);
        pack(1, x, line, parity, colour.x);
        closeLine(colour.x, line * stride + 1);
      }
    }
  }

  /** Gives back x. */
  void store(double[] x) {
    for (int line = 0; line < 2 * rows; line++) {
      for (int parity = 0; parity < 2; parity++) {
        double[] packed = colour(line, parity).x;
        int at = line * stride + 1;
        int to = line * columns + parity;
        for (int m = 0; m < half; m++) {
          x[to + 2 * m] = packed[at + m];
        }
      }
    }
  }

  /** The colour in the even or the odd columns of a line; rows are even in number. */
  private Colour colour(int line, int parity) {
    return colours[line + parity & 1];
  }

  private void pack(double factor, double[] values, int line, int parity, double[] packed) {
    int at = line * stride + 1;
    int from = line * columns + parity;
    for (int m = 0; m < half; m++) {
      packed[at + m] = factor * values[from + 2 * m];
    }
  }

  private void closeLine(double[] values, int start) {
    values[start - 1] = values[start + half - 1];
    values[start + half] = values[start];
  }

  /** Relaxes both colours once; returns the largest update before relaxation, or NaN. */
  double sweep(double relaxation) {
    Arrays.fill(largest, 0);
    double most = 0;
    for (int colour = 0; colour < 2; colour++) {
      for (int first = 0; first < 2 * rows; first += rows) {
        for (int row = 0; row < rows; row++) {
          int above = first + (row + 1 < rows ? row + 1 : 0);
          int below = first + (row > 0 ? row : rows) - 1;
          most = Math.max(most, relaxLine(colour, first + row, above, below, relaxation));
        }
      }
    }
    for (double value : largest) {
      most = Math.max(most, value);
    }
    return most;
  }

  /** Returns the largest update of what is left over from the vectors, for which see above. */
  private double relaxLine(int number, int line, int lineAbove, int lineBelow, double relaxation) {
    Colour own = colours[number];
    Colour other = colours[1 - number];
    int start = line * stride + 1;
    int above = lineAbove * stride + 1;
    int below = lineBelow * stride + 1;
    // The right neighbour of a number in an odd column has the next number.
    int right = start + (line + number & 1);
    int inVectors = SPECIES.loopBound(half);
    relaxInVectors(own, other, start, right, above, below, inVectors, relaxation);
    double most = 0;
    for (int m = inVectors; m < half; m++) {
      int at = start + m;
      double sum =
          own.b[at]
              + ((diffusionX - own.right[at]) * other.x[right + m]
                  + (diffusionX + other.right[right + m - 1]) * other.x[right + m - 1]
                  + (diffusionY - own.upper[at]) * other.x[above + m]
                  + (diffusionY + other.upper[below + m]) * other.x[below + m]);
      double update = sum / diagonal - own.x[at];
      own.x[at] += relaxation * update;
      most = Math.max(most, Math.abs(update));
    }
    closeLine(own.x, start);
    return most;
  }

  private void relaxInVectors(
      Colour own,
      Colour other,
      int start,
      int right,
      int above,
      int below,
      int count,
      double relaxation) {
    DoubleVector most = vector(largest, 0);
    for (int m = 0; m < count; m += SPECIES.length()) {
      int at = start + m;
      int left = right + m - 1;
      DoubleVector alongX = DoubleVector.broadcast(SPECIES, diffusionX);
      DoubleVector alongY = DoubleVector.broadcast(SPECIES, diffusionY);
      DoubleVector neighbours =
          alongX
              .sub(vector(own.right, at))
              .mul(vector(other.x, right + m))
              .add(alongX.add(vector(other.right, left)).mul(vector(other.x, left)))
              .add(alongY.sub(vector(own.upper, at)).mul(vector(other.x, above + m)))
              .add(alongY.add(vector(other.upper, below + m)).mul(vector(other.x, below + m)));
      DoubleVector x = vector(own.x, at);
      DoubleVector update = vector(own.b, at).add(neighbours).div(diagonal).sub(x);
      x.add(update.mul(relaxation)).intoArray(own.x, at);
      most = most.max(update.abs());
    }
    most.intoArray(largest, 0);
  }

  private static DoubleVector vector(double[] values, int at) {
    return DoubleVector.fromArray(SPECIES, values, at);
  }
}
