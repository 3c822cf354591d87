package org.unfurl.sim.gas;

/**
 * Linear reconstruction in the cells at a line of faces (van Leer 1979, MUSCL, doi
 * 10.1016/0021-9991(79)90145-1), with the limited slope of van Albada, van Leer and Roberts (1982,
 * Astron. Astrophys. 108, 76):
 *
 * <p>s(a, b) = (a (b² + ε) + b (a² + ε)) / (a² + b² + 2 ε), a and b the differences to the cell
 * before and to the one after.
 *
 * <p>It is smooth everywhere, so the step has a derivative everywhere. Differences below √ε, as at
 * the extremum of a smooth field, are not limited; ε falls with the cube of the cell size (so
 * Venkatakrishnan 1995, doi 10.1006/jcph.1995.1084), which keeps second order there and limits
 * every jump on fine grids.
 */
final class VanAlbada {

  private VanAlbada() {}

  /**
   * Values on both sides of a line of faces.
   *
   * @param field of padded cells
   * @param floor ε of padded cells
   * @param first padded cell right of face 0
   * @param offset from a cell to its neighbour across a face
   * @param count faces
   * @param left values on the left of the faces. Modified.
   * @param right likewise. Modified.
   */
  static void reconstruct(
      double[] field,
      double[] floor,
      int first,
      int offset,
      int count,
      double[] left,
      double[] right) {
    for (int f = 0; f < count; f++) {
      int cell = first + f;
      double ll = field[cell - 2 * offset];
      double l = field[cell - offset];
      double r = field[cell];
      double rr = field[cell + offset];
      double across = r - l;
      left[f] = l + 0.5 * slope(l - ll, across, floor[cell - offset]);
      right[f] = r - 0.5 * slope(across, rr - r, floor[cell]);
    }
  }

  private static double slope(double a, double b, double e) {
    double aa = a * a + e;
    double bb = b * b + e;
    return (a * bb + b * aa) / (aa + bb);
  }

  /**
   * The transpose of the derivative of {@link #reconstruct}.
   *
   * @param leftCotangent of the values on the left
   * @param rightCotangent likewise
   * @param cotangent of padded cells. Added to.
   */
  static void vjp(
      double[] field,
      double[] floor,
      int first,
      int offset,
      int count,
      double[] leftCotangent,
      double[] rightCotangent,
      double[] cotangent) {
    for (int f = 0; f < count; f++) {
      int cell = first + f;
      double l = field[cell - offset];
      double r = field[cell];
      double across = r - l;

      double a = l - field[cell - 2 * offset];
      double e = floor[cell - offset];
      double aa = a * a + e;
      double bb = across * across + e;
      double inverse = 1 / (aa + bb);
      double s = (a * bb + across * aa) * inverse;
      double weight = 0.5 * leftCotangent[f] * inverse;
      double aBar = weight * (bb + 2 * a * (across - s));
      double acrossBar = weight * (aa + 2 * across * (a - s));

      double b = field[cell + offset] - r;
      e = floor[cell];
      aa = across * across + e;
      bb = b * b + e;
      inverse = 1 / (aa + bb);
      s = (across * bb + b * aa) * inverse;
      weight = -0.5 * rightCotangent[f] * inverse;
      acrossBar += weight * (bb + 2 * across * (b - s));
      double bBar = weight * (aa + 2 * b * (across - s));

      cotangent[cell - 2 * offset] -= aBar;
      cotangent[cell - offset] += leftCotangent[f] + aBar - acrossBar;
      cotangent[cell] += rightCotangent[f] + acrossBar - bBar;
      cotangent[cell + offset] += bBar;
    }
  }
}
