package org.unfurl.sim.gas;

import java.util.Arrays;

/**
 * Friction and heat conduction through faces: the full stress tensor of a Newtonian gas without
 * bulk viscosity, τ = μ (∇u + ∇uᵀ − ⅔ ∇·u), and the heat flux along the gradient of the temperature
 * p/ρ. Gradients at faces are those of {@link Faces}.
 */
final class ViscousFlux {

  private static final int FIRST_FIELD = 1;

  private final PaddedCells cells;
  private final int nodesPerRow;

  /** Velocity (two) and temperature at the nodes: means of the four cells around. */
  private final double[][] nodes;

  private final double[][] nodesBar;

  ViscousFlux(PaddedCells cells) {
    this.cells = cells;
    this.nodesPerRow = cells.columns() + 1;
    int count = (cells.rows() + 1) * nodesPerRow;
    this.nodes = new double[3][count];
    this.nodesBar = new double[3][count];
  }

  /** Takes the node values from cells; primitive is (ρ, u, v, p, p/ρ) of padded cells. */
  void setNodes(double[][] primitive) {
    for (int k = 0; k < 3; k++) {
      double[] field = primitive[field(k)];
      for (int j = 0; j <= cells.rows(); j++) {
        int above = cells.index(j, 0);
        int below = cells.index(j - 1, 0);
        for (int i = 0; i < nodesPerRow; i++) {
          nodes[k][j * nodesPerRow + i] =
              0.25
                  * (field[above + i]
                      + field[above + i - 1]
                      + field[below + i]
                      + field[below + i - 1]);
        }
      }
    }
  }

  /** Clears the cotangents that {@link #vjp} adds to. */
  void clearNodesBar() {
    for (double[] field : nodesBar) {
      Arrays.fill(field, 0);
    }
  }

  /** The transpose of {@link #setNodes}, added to the cotangent of the primitive values. */
  void addNodesBar(double[][] primitiveBar) {
    for (int k = 0; k < 3; k++) {
      double[] field = primitiveBar[field(k)];
      for (int j = 0; j <= cells.rows(); j++) {
        int above = cells.index(j, 0);
        int below = cells.index(j - 1, 0);
        for (int i = 0; i < nodesPerRow; i++) {
          double part = 0.25 * nodesBar[k][j * nodesPerRow + i];
          field[above + i] += part;
          field[above + i - 1] += part;
          field[below + i] += part;
          field[below + i - 1] += part;
        }
      }
    }
  }

  /** Velocity, velocity, temperature among the primitive values. */
  private static int field(int k) {
    return k < 2 ? FIRST_FIELD + k : 4;
  }

  /**
   * Takes the viscous fluxes off the fluxes of one line of faces.
   *
   * @param primitive (ρ, u, v, p, p/ρ) of padded cells; those of {@link #setNodes}
   * @param flux (4, faces): of mass, momentum (x, y) and energy through whole faces. Modified.
   */
  void subtract(Faces faces, int line, double[][] primitive, double[][] flux) {
    double[] velocityX = primitive[1];
    double[] velocityY = primitive[2];
    double[] temperature = primitive[4];
    double[] momentumX = flux[1];
    double[] momentumY = flux[2];
    double[] energy = flux[3];
    int first = faces.rightCell(line);
    int offset = faces.leftOffset;
    int node = faces.startNode(line);
    int end = faces.endOffset;
    for (int f = 0; f < faces.perLine; f++) {
      int face = line * faces.perLine + f;
      double acrossX = faces.acrossX[face];
      double acrossY = faces.acrossY[face];
      double alongX = faces.alongX[face];
      double alongY = faces.alongY[face];
      int cell = first + f;
      double du = velocityX[cell] - velocityX[cell - offset];
      double dv = velocityY[cell] - velocityY[cell - offset];
      double dT = temperature[cell] - temperature[cell - offset];
      double eu = nodes[0][node + f + end] - nodes[0][node + f];
      double ev = nodes[1][node + f + end] - nodes[1][node + f];
      double eT = nodes[2][node + f + end] - nodes[2][node + f];
      double ux = acrossX * du + alongX * eu;
      double uy = acrossY * du + alongY * eu;
      double vx = acrossX * dv + alongX * ev;
      double vy = acrossY * dv + alongY * ev;
      double normalX = faces.normalX[face] * faces.length[face];
      double normalY = faces.normalY[face] * faces.length[face];
      double mu = faces.viscosity[face];
      double third = 2.0 / 3.0 * mu;
      double xx = third * (2 * ux - vy);
      double yy = third * (2 * vy - ux);
      double xy = mu * (uy + vx);
      double forceX = xx * normalX + xy * normalY;
      double forceY = xy * normalX + yy * normalY;
      double heat =
          faces.conductivity[face]
              * ((acrossX * dT + alongX * eT) * normalX + (acrossY * dT + alongY * eT) * normalY);
      double u = 0.5 * (velocityX[cell] + velocityX[cell - offset]);
      double v = 0.5 * (velocityY[cell] + velocityY[cell - offset]);
      momentumX[f] -= forceX;
      momentumY[f] -= forceY;
      energy[f] -= u * forceX + v * forceY + heat;
    }
  }

  /**
   * The transpose of the derivative of {@link #subtract}.
   *
   * @param fluxBar (4, faces)
   * @param primitiveBar of padded cells. Added to, as are the cotangents of the nodes.
   */
  void vjp(
      Faces faces, int line, double[][] primitive, double[][] fluxBar, double[][] primitiveBar) {
    double[] velocityX = primitive[1];
    double[] velocityY = primitive[2];
    double[] velocityXBar = primitiveBar[1];
    double[] velocityYBar = primitiveBar[2];
    double[] temperatureBar = primitiveBar[4];
    int first = faces.rightCell(line);
    int offset = faces.leftOffset;
    int node = faces.startNode(line);
    int end = faces.endOffset;
    for (int f = 0; f < faces.perLine; f++) {
      int face = line * faces.perLine + f;
      double acrossX = faces.acrossX[face];
      double acrossY = faces.acrossY[face];
      double alongX = faces.alongX[face];
      double alongY = faces.alongY[face];
      int cell = first + f;
      double du = velocityX[cell] - velocityX[cell - offset];
      double dv = velocityY[cell] - velocityY[cell - offset];
      double eu = nodes[0][node + f + end] - nodes[0][node + f];
      double ev = nodes[1][node + f + end] - nodes[1][node + f];
      double ux = acrossX * du + alongX * eu;
      double uy = acrossY * du + alongY * eu;
      double vx = acrossX * dv + alongX * ev;
      double vy = acrossY * dv + alongY * ev;
      double normalX = faces.normalX[face] * faces.length[face];
      double normalY = faces.normalY[face] * faces.length[face];
      double mu = faces.viscosity[face];
      double third = 2.0 / 3.0 * mu;
      double xx = third * (2 * ux - vy);
      double yy = third * (2 * vy - ux);
      double xy = mu * (uy + vx);
      double u = 0.5 * (velocityX[cell] + velocityX[cell - offset]);
      double v = 0.5 * (velocityY[cell] + velocityY[cell - offset]);

      double energyBar = -fluxBar[3][f];
      double forceXBar = -fluxBar[1][f] + energyBar * u;
      double forceYBar = -fluxBar[2][f] + energyBar * v;
      double uBar = 0.5 * energyBar * (xx * normalX + xy * normalY);
      double vBar = 0.5 * energyBar * (xy * normalX + yy * normalY);
      double xxBar = third * forceXBar * normalX;
      double yyBar = third * forceYBar * normalY;
      double xyBar = mu * (forceXBar * normalY + forceYBar * normalX);
      double uxBar = 2 * xxBar - yyBar;
      double vyBar = 2 * yyBar - xxBar;
      double duBar = acrossX * uxBar + acrossY * xyBar;
      double euBar = alongX * uxBar + alongY * xyBar;
      double dvBar = acrossX * xyBar + acrossY * vyBar;
      double evBar = alongX * xyBar + alongY * vyBar;
      double heatBar = energyBar * faces.conductivity[face];
      double dtBar = heatBar * (acrossX * normalX + acrossY * normalY);
      double etBar = heatBar * (alongX * normalX + alongY * normalY);

      velocityXBar[cell] += uBar + duBar;
      velocityXBar[cell - offset] += uBar - duBar;
      velocityYBar[cell] += vBar + dvBar;
      velocityYBar[cell - offset] += vBar - dvBar;
      temperatureBar[cell] += dtBar;
      temperatureBar[cell - offset] -= dtBar;
      nodesBar[0][node + f + end] += euBar;
      nodesBar[0][node + f] -= euBar;
      nodesBar[1][node + f + end] += evBar;
      nodesBar[1][node + f] -= evBar;
      nodesBar[2][node + f + end] += etBar;
      nodesBar[2][node + f] -= etBar;
    }
  }
}
