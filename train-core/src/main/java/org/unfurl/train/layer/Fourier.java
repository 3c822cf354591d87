package org.unfurl.train.layer;

import org.unfurl.train.parameter.Constant;

/**
 * The discrete Fourier transform cut off after so many modes, as matrices: faster than a fast
 * transform where lines are as short as here, and recorded like any product. A complex number is
 * its real part (0) and its imaginary part (1).
 */
final class Fourier {

  /** Real and imaginary part. */
  static final int PARTS = 2;

  private Fourier() {}

  /** From real values at the points to modes 0 … modes - 1: (point, part · modes + mode). */
  static Constant fromPoints(int points, int modes) {
    return new Constant(
        "fourier.from-points." + points + "." + modes,
        () -> fromPointsMatrix(points, modes),
        points,
        PARTS * modes);
  }

  private static double[] fromPointsMatrix(int points, int modes) {
    double[] matrix = new double[points * PARTS * modes];
    for (int point = 0; point < points; point++) {
      for (int mode = 0; mode < modes; mode++) {
        int at = point * PARTS * modes + mode;
        matrix[at] = cosine(point * mode, points);
        matrix[at + modes] = -sine(point * mode, points);
      }
    }
    return matrix;
  }

  /**
   * Back to real values, without the imaginary part of mode 0 and of the Nyquist mode: (part ·
   * modes + mode, point).
   */
  static Constant toPoints(int points, int modes) {
    return new Constant(
        "fourier.to-points." + points + "." + modes,
        () -> toPointsMatrix(points, modes),
        PARTS * modes,
        points);
  }

  private static double[] toPointsMatrix(int points, int modes) {
    double[] matrix = new double[PARTS * modes * points];
    for (int mode = 0; mode < modes; mode++) {
      boolean isItsOwnConjugate = mode == 0 || 2 * mode == points;
      double factor = (isItsOwnConjugate ? 1.0 : 2.0) / points;
      for (int point = 0; point < points; point++) {
        matrix[mode * points + point] = factor * cosine(point * mode, points);
        matrix[(modes + mode) * points + point] = -factor * sine(point * mode, points);
      }
    }
    return matrix;
  }

  /**
   * From complex values at the points to modes 0 … modes - 1 and then -modes … -1: (mode · 2 +
   * part, point · 2 + part).
   */
  static Constant fromComplexPoints(int points, int modes) {
    return new Constant(
        "fourier.from-complex-points." + points + "." + modes,
        () -> fromComplexPointsMatrix(points, modes),
        PARTS * 2 * modes,
        PARTS * points);
  }

  private static double[] fromComplexPointsMatrix(int points, int modes) {
    double[] matrix = new double[PARTS * 2 * modes * PARTS * points];
    for (int mode = 0; mode < 2 * modes; mode++) {
      for (int point = 0; point < points; point++) {
        int angle = point * wavenumber(mode, modes);
        rotate(matrix, PARTS * points, mode, point, angle, points, -1);
      }
    }
    return matrix;
  }

  /** Back: (point · 2 + part, mode · 2 + part). */
  static Constant toComplexPoints(int points, int modes) {
    return new Constant(
        "fourier.to-complex-points." + points + "." + modes,
        () -> toComplexPointsMatrix(points, modes),
        PARTS * points,
        PARTS * 2 * modes);
  }

  private static double[] toComplexPointsMatrix(int points, int modes) {
    double[] matrix = new double[PARTS * points * PARTS * 2 * modes];
    for (int point = 0; point < points; point++) {
      for (int mode = 0; mode < 2 * modes; mode++) {
        int angle = point * wavenumber(mode, modes);
        rotate(matrix, PARTS * 2 * modes, point, mode, angle, points, 1);
      }
    }
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] /= points;
    }
    return matrix;
  }

  private static int wavenumber(int mode, int modes) {
    return mode < modes ? mode : mode - 2 * modes;
  }

  /** Sets the product with e^(± 2πi · angle / points). */
  private static void rotate(
      double[] matrix, int columns, int row, int column, int angle, int points, int sign) {
    double real = cosine(angle, points);
    double imaginary = sign * sine(angle, points);
    int at = PARTS * (row * columns + column);
    matrix[at] = real;
    matrix[at + 1] = -imaginary;
    matrix[at + columns] = imaginary;
    matrix[at + columns + 1] = real;
  }

  private static double cosine(int angle, int points) {
    return Math.cos(2 * Math.PI * Math.floorMod(angle, points) / points);
  }

  /** Exactly 0 where it is, so that what is real stays real. */
  private static double sine(int angle, int points) {
    int turned = Math.floorMod(angle, points);
    return 2 * turned % points == 0 ? 0 : Math.sin(2 * Math.PI * turned / points);
  }
}
