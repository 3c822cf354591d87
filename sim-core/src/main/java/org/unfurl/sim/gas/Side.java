package org.unfurl.sim.gas;

/**
 * The ghost cells beyond one side of the grid: their primitive values (density, velocity, pressure,
 * temperature p/ρ) and the transpose of how they come from the cells inside.
 *
 * <p>Behind a wall the temperature is mirrored (no heat flux) and the velocity turned round (no
 * slip), or only its part along the normal (slip). The pressure, which alone acts on a wall, is
 * extrapolated linearly; so are the density and the tangential velocity at a slip wall, where
 * nothing keeps them level.
 */
final class Side {

  private static final int FIELDS = 5;
  private static final int DENSITY = 0;
  private static final int VELOCITY_X = 1;
  private static final int VELOCITY_Y = 2;
  private static final int PRESSURE = 3;
  private static final int TEMPERATURE = 4;

  private final Boundary kind;
  private final int[] near;
  private final int[] far;
  private final int[] nearGhost;
  private final int[] farGhost;
  private final double[] normalX;
  private final double[] normalY;
  private final double[] outside;

  private Side(Boundary kind, int length, FlowState outside) {
    this.kind = kind;
    this.near = new int[length];
    this.far = new int[length];
    this.nearGhost = new int[length];
    this.farGhost = new int[length];
    this.normalX = new double[length];
    this.normalY = new double[length];
    this.outside =
        new double[] {
          outside.density(),
          outside.velocityX(),
          outside.velocityY(),
          outside.pressure(),
          outside.pressure() / outside.density()
        };
  }

  /** Before the first column or after the last one. */
  static Side ofColumns(
      PaddedCells cells, Faces faces, boolean isFirst, Boundary kind, FlowState outside) {
    Side side = new Side(kind, cells.rows(), outside);
    int columns = cells.columns();
    for (int j = 0; j < cells.rows(); j++) {
      int face = j * faces.perLine + (isFirst ? 0 : columns);
      side.normalX[j] = faces.normalX[face];
      side.normalY[j] = faces.normalY[face];
      side.nearGhost[j] = cells.index(j, isFirst ? -1 : columns);
      side.farGhost[j] = cells.index(j, isFirst ? -2 : columns + 1);
      side.near[j] = cells.index(j, source(kind, isFirst, 1, columns));
      side.far[j] = cells.index(j, source(kind, isFirst, 2, columns));
    }
    return side;
  }

  /** Below the first row or above the last one, behind the ghost columns too. */
  static Side ofRows(
      PaddedCells cells, Faces faces, boolean isFirst, Boundary kind, FlowState outside) {
    Side side = new Side(kind, cells.stride(), outside);
    int rows = cells.rows();
    for (int k = 0; k < side.near.length; k++) {
      int i = k - PaddedCells.GHOSTS;
      int column = Math.max(0, Math.min(cells.columns() - 1, i));
      int face = (isFirst ? 0 : rows) * faces.perLine + column;
      side.normalX[k] = faces.normalX[face];
      side.normalY[k] = faces.normalY[face];
      side.nearGhost[k] = cells.index(isFirst ? -1 : rows, i);
      side.farGhost[k] = cells.index(isFirst ? -2 : rows + 1, i);
      side.near[k] = cells.index(source(kind, isFirst, 1, rows), i);
      side.far[k] = cells.index(source(kind, isFirst, 2, rows), i);
    }
    return side;
  }

  /** The cell that a ghost cell copies or mirrors; {@code layer} counts from the side. */
  private static int source(Boundary kind, boolean isFirst, int layer, int count) {
    boolean countsFromStart = isFirst != (kind == Boundary.PERIODIC);
    return countsFromStart ? (layer - 1) % count : Math.floorMod(count - layer, count);
  }

  /** Sets the ghost cells from the cells inside; primitive is (field, padded cell). */
  void fill(double[][] primitive) {
    switch (kind) {
      case PERIODIC -> {
        for (double[] field : primitive) {
          for (int k = 0; k < near.length; k++) {
            field[nearGhost[k]] = field[near[k]];
            field[farGhost[k]] = field[far[k]];
          }
        }
      }
      case OUTFLOW -> {
        for (double[] field : primitive) {
          for (int k = 0; k < near.length; k++) {
            field[nearGhost[k]] = field[near[k]];
            field[farGhost[k]] = field[near[k]];
          }
        }
      }
      case FAR_FIELD -> {
        for (int channel = 0; channel < FIELDS; channel++) {
          for (int k = 0; k < near.length; k++) {
            primitive[channel][nearGhost[k]] = outside[channel];
            primitive[channel][farGhost[k]] = outside[channel];
          }
        }
      }
      case SLIP_WALL, NO_SLIP_WALL -> fillWall(primitive);
      default -> throw new AssertionError(kind);
    }
  }

  private void fillWall(double[][] primitive) {
    double[] density = primitive[DENSITY];
    double[] velocityX = primitive[VELOCITY_X];
    double[] velocityY = primitive[VELOCITY_Y];
    double[] pressure = primitive[PRESSURE];
    double[] temperature = primitive[TEMPERATURE];
    boolean slips = kind == Boundary.SLIP_WALL;
    for (int k = 0; k < near.length; k++) {
      int cell = near[k];
      int ghost = nearGhost[k];
      double u = velocityX[cell];
      double v = velocityY[cell];
      density[ghost] = slips ? 2 * density[cell] - density[far[k]] : density[cell];
      if (slips) {
        double beyondU = 2 * u - velocityX[far[k]];
        double beyondV = 2 * v - velocityY[far[k]];
        double excess = normalX[k] * (beyondU + u) + normalY[k] * (beyondV + v);
        velocityX[ghost] = beyondU - excess * normalX[k];
        velocityY[ghost] = beyondV - excess * normalY[k];
      } else {
        velocityX[ghost] = -u;
        velocityY[ghost] = -v;
      }
      pressure[ghost] = 2 * pressure[cell] - pressure[far[k]];
      temperature[ghost] = temperature[cell];
      for (double[] field : primitive) {
        // Read by the reconstruction within the wall only, of which no flux is made.
        field[farGhost[k]] = field[ghost];
      }
    }
  }

  /** Moves the cotangents of the ghost cells to the cells they come from. */
  void vjp(double[][] cotangent) {
    switch (kind) {
      case PERIODIC -> {
        for (double[] field : cotangent) {
          for (int k = 0; k < near.length; k++) {
            field[near[k]] += field[nearGhost[k]];
            field[far[k]] += field[farGhost[k]];
          }
        }
      }
      case OUTFLOW -> {
        for (double[] field : cotangent) {
          for (int k = 0; k < near.length; k++) {
            field[near[k]] += field[nearGhost[k]] + field[farGhost[k]];
          }
        }
      }
      case FAR_FIELD -> {
        // The free stream depends on nothing.
      }
      case SLIP_WALL, NO_SLIP_WALL -> vjpWall(cotangent);
      default -> throw new AssertionError(kind);
    }
  }

  private void vjpWall(double[][] cotangent) {
    double[] density = cotangent[DENSITY];
    double[] velocityX = cotangent[VELOCITY_X];
    double[] velocityY = cotangent[VELOCITY_Y];
    double[] pressure = cotangent[PRESSURE];
    boolean slips = kind == Boundary.SLIP_WALL;
    for (int k = 0; k < near.length; k++) {
      int cell = near[k];
      int ghost = nearGhost[k];
      double u = velocityX[ghost];
      double v = velocityY[ghost];
      if (slips) {
        double normal = normalX[k] * u + normalY[k] * v;
        density[cell] += 2 * density[ghost];
        density[far[k]] -= density[ghost];
        velocityX[cell] += 2 * u - 3 * normal * normalX[k];
        velocityY[cell] += 2 * v - 3 * normal * normalY[k];
        velocityX[far[k]] -= u - normal * normalX[k];
        velocityY[far[k]] -= v - normal * normalY[k];
      } else {
        density[cell] += density[ghost];
        velocityX[cell] -= u;
        velocityY[cell] -= v;
      }
      pressure[cell] += 2 * pressure[ghost];
      pressure[far[k]] -= pressure[ghost];
      cotangent[TEMPERATURE][cell] += cotangent[TEMPERATURE][ghost];
    }
  }
}
