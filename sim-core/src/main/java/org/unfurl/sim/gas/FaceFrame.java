package org.unfurl.sim.gas;

/**
 * The frame of a line of faces: vectors there by their parts along the normal and along the face,
 * rather than along x and y. Values are (4, faces), the vector being the second and the third
 * field: of a state (ρ, u, v, p), or of a flux (mass, momentum, energy).
 */
final class FaceFrame {

  private FaceFrame() {}

  /** From (x, y) to (normal, tangential). */
  static void turnIn(Faces faces, int line, double[][] states) {
    double[] velocityX = states[1];
    double[] velocityY = states[2];
    int first = line * faces.perLine;
    for (int f = 0; f < faces.perLine; f++) {
      double nx = faces.normalX[first + f];
      double ny = faces.normalY[first + f];
      double u = velocityX[f];
      double v = velocityY[f];
      velocityX[f] = nx * u + ny * v;
      velocityY[f] = nx * v - ny * u;
    }
  }

  /** From (normal, tangential) to (x, y), which is also the transpose of {@link #turnIn}. */
  static void turnOut(Faces faces, int line, double[][] states) {
    double[] normal = states[1];
    double[] tangential = states[2];
    int first = line * faces.perLine;
    for (int f = 0; f < faces.perLine; f++) {
      double nx = faces.normalX[first + f];
      double ny = faces.normalY[first + f];
      double q = normal[f];
      double t = tangential[f];
      normal[f] = nx * q - ny * t;
      tangential[f] = ny * q + nx * t;
    }
  }

  /** From fluxes per length of face, (normal, tangential), to those of whole faces, (x, y). */
  static void turnOutWhole(Faces faces, int line, double[][] flux) {
    double[] mass = flux[0];
    double[] normal = flux[1];
    double[] tangential = flux[2];
    double[] energy = flux[3];
    int first = line * faces.perLine;
    for (int f = 0; f < faces.perLine; f++) {
      double length = faces.length[first + f];
      double nx = faces.normalX[first + f] * length;
      double ny = faces.normalY[first + f] * length;
      double q = normal[f];
      double t = tangential[f];
      mass[f] *= length;
      normal[f] = nx * q - ny * t;
      tangential[f] = ny * q + nx * t;
      energy[f] *= length;
    }
  }

  /** The transpose of {@link #turnOutWhole}. */
  static void turnInWhole(Faces faces, int line, double[][] fluxBar) {
    double[] mass = fluxBar[0];
    double[] momentumX = fluxBar[1];
    double[] momentumY = fluxBar[2];
    double[] energy = fluxBar[3];
    int first = line * faces.perLine;
    for (int f = 0; f < faces.perLine; f++) {
      double length = faces.length[first + f];
      double nx = faces.normalX[first + f] * length;
      double ny = faces.normalY[first + f] * length;
      double x = momentumX[f];
      double y = momentumY[f];
      mass[f] *= length;
      momentumX[f] = nx * x + ny * y;
      momentumY[f] = nx * y - ny * x;
      energy[f] *= length;
    }
  }
}
