package org.unfurl.sim.gas;

import java.util.Arrays;

/**
 * The compressible Navier-Stokes equations on a curvilinear grid, discrete in space only: the rates
 * of change of the cell means, and the transpose of their derivative.
 *
 * <p>Second order in space on smooth grids: {@link VanAlbada} reconstruction of (ρ, u, v, p) to the
 * faces, {@link RoeFlux} between the two sides, {@link ViscousFlux}. On a wall the only inviscid
 * flux is the reconstructed pressure.
 *
 * <p>A state is (ρ, ρu, ρv, ρE), each (rows, columns). Without positive density and pressure in
 * every cell it has no rates: they are all NaN. Everything is a smooth function of the state
 * otherwise. Calls allocate nothing; one instance serves one thread.
 */
final class NavierStokesResidual {

  private final CurvilinearGrid grid;
  private final Gas gas;
  private final PaddedCells cells;
  private final Faces[] families;

  /** One for each family. */
  private final VanAlbada[] reconstructions;

  /** In the order in which they are filled; the rows' sides read the columns' ghost cells. */
  private final Side[] sides;

  private final RoeFlux roe;
  private final ViscousFlux viscous;

  private final FluxBalance balance;

  /** (ρ, u, v, p, p/ρ) of padded cells. */
  private final double[][] primitive;

  private final double[][] primitiveBar;

  /** (4, faces of a line), in the frame of the faces or in that of the grid. */
  private final double[][] left;

  private final double[][] right;
  private final double[][] leftBar;
  private final double[][] rightBar;
  private final double[][] flux;

  /**
   * A residual.
   *
   * @param freeStream what is beyond {@link Boundary#FAR_FIELD}
   */
  NavierStokesResidual(CurvilinearGrid grid, Boundaries boundaries, Gas gas, FlowState freeStream) {
    requireFit(grid, boundaries);
    this.grid = grid;
    this.gas = gas;
    this.cells = new PaddedCells(grid.rows(), grid.columns());
    Faces betweenColumns = Faces.betweenColumns(grid, cells, boundaries, gas);
    Faces betweenRows = Faces.betweenRows(grid, cells, boundaries, gas);
    this.families = new Faces[] {betweenColumns, betweenRows};
    this.sides =
        new Side[] {
          Side.ofColumns(cells, betweenColumns, true, boundaries.firstColumn(), freeStream),
          Side.ofColumns(cells, betweenColumns, false, boundaries.lastColumn(), freeStream),
          Side.ofRows(cells, betweenRows, true, boundaries.firstRow(), freeStream),
          Side.ofRows(cells, betweenRows, false, boundaries.lastRow(), freeStream)
        };
    this.reconstructions =
        new VanAlbada[] {
          new VanAlbada(grid, cells, boundaries, betweenColumns),
          new VanAlbada(grid, cells, boundaries, betweenRows)
        };
    this.roe = new RoeFlux(gas.heatRatio(), grid.columns() + 1);
    this.viscous = new ViscousFlux(cells);
    this.balance = new FluxBalance(grid, cells);
    this.primitive = new double[FlowState.CHANNELS + 1][cells.size()];
    this.primitiveBar = new double[FlowState.CHANNELS + 1][cells.size()];
    int lineLength = RoeFlux.paddedLength(grid.columns() + 1);
    this.left = new double[FlowState.CHANNELS][lineLength];
    this.right = new double[FlowState.CHANNELS][lineLength];
    this.leftBar = new double[FlowState.CHANNELS][lineLength];
    this.rightBar = new double[FlowState.CHANNELS][lineLength];
    this.flux = new double[FlowState.CHANNELS][lineLength];
  }

  private static void requireFit(CurvilinearGrid grid, Boundaries boundaries) {
    if ((boundaries.firstColumn() == Boundary.PERIODIC) != grid.periodicColumns()) {
      throw new IllegalArgumentException(
          "firstColumn ("
              + boundaries.firstColumn()
              + ") must be PERIODIC if and only if the grid's columns are periodic");
    }
    if (boundaries.firstRow() == Boundary.PERIODIC) {
      if (!grid.canHavePeriodicRows()) {
        throw new IllegalArgumentException(
            "firstRow (PERIODIC) needs a grid whose last row of nodes is the first one moved by"
                + " one period");
      }
    } else if (grid.rows() < 2) {
      throw new IllegalArgumentException(
          "rows (" + grid.rows() + ") must be at least 2 where they are not periodic");
    }
  }

  CurvilinearGrid grid() {
    return grid;
  }

  int stateSize() {
    return FlowState.CHANNELS * grid.cells();
  }

  /**
   * The rates of change of one state.
   *
   * @param state of a batch. Not modified.
   * @param offset where the state starts in {@code state}
   * @param rates (4, rows, columns). Overwritten.
   */
  void residual(double[] state, int offset, double[] rates) {
    if (!setPrimitive(state, offset)) {
      Arrays.fill(rates, Double.NaN);
      return;
    }
    balance.clear();
    for (int family = 0; family < families.length; family++) {
      Faces faces = families[family];
      reconstructions[family].setSlopes(primitive);
      for (int line = 0; line < faces.lines; line++) {
        computeFlux(family, line);
        balance.add(faces, line, flux);
      }
    }
    balance.storeRates(rates);
  }

  /**
   * Fluxes of mass, momentum (two) and energy through the first row of faces, towards the cells:
   * through a body's surface, the momentum is minus the force on the body.
   *
   * @param through (4, columns). Overwritten; NaN for a state that has no rates.
   */
  void firstRowFlux(double[] state, int offset, double[][] through) {
    if (!setPrimitive(state, offset)) {
      for (double[] channel : through) {
        Arrays.fill(channel, Double.NaN);
      }
      return;
    }
    reconstructions[1].setSlopes(primitive);
    computeFlux(1, 0);
    for (int channel = 0; channel < FlowState.CHANNELS; channel++) {
      System.arraycopy(flux[channel], 0, through[channel], 0, grid.columns());
    }
  }

  /**
   * The time steps of {@link StableSteps}.
   *
   * @param steps (rows, columns). Overwritten; NaN for a state that has no rates.
   */
  void stableSteps(double[] state, int offset, double[] steps) {
    if (!setPrimitive(state, offset)) {
      Arrays.fill(steps, Double.NaN);
      return;
    }
    StableSteps.compute(grid, cells, gas, primitive, steps);
  }

  /**
   * Sets {@link #primitive}, ghost cells included, and the node values.
   *
   * @return whether density and pressure are positive everywhere; otherwise nothing may be made of
   *     the values
   */
  private boolean setPrimitive(double[] state, int offset) {
    double[] density = primitive[0];
    double[] velocityX = primitive[1];
    double[] velocityY = primitive[2];
    double[] pressure = primitive[3];
    double[] temperature = primitive[4];
    int count = grid.cells();
    int columns = grid.columns();
    double ratio = gas.heatRatio() - 1;
    for (int j = 0; j < grid.rows(); j++) {
      int padded = cells.index(j, 0);
      int first = offset + j * columns;
      boolean isPhysical = true;
      for (int i = 0; i < columns; i++) {
        int at = first + i;
        double rho = state[at];
        double inverse = 1 / rho;
        double u = state[count + at] * inverse;
        double v = state[2 * count + at] * inverse;
        double p = ratio * (state[3 * count + at] - 0.5 * rho * (u * u + v * v));
        density[padded + i] = rho;
        velocityX[padded + i] = u;
        velocityY[padded + i] = v;
        pressure[padded + i] = p;
        temperature[padded + i] = p * inverse;
        isPhysical &= rho > 0 & p > 0;
      }
      if (!isPhysical) {
        return false;
      }
    }
    for (Side side : sides) {
      side.fill(primitive);
    }
    if (gas.viscosity() > 0) {
      viscous.setNodes(primitive);
    }
    return true;
  }

  /** Leaves the fluxes through one line of faces in {@link #flux}. */
  private void computeFlux(int family, int line) {
    Faces faces = families[family];
    computeSides(family, line);
    int firstOpen = faces.firstOpen(line);
    int endOpen = faces.endOpen(line);
    roe.apply(left, right, flux, firstOpen, endOpen);
    for (int f = 0; f < firstOpen; f++) {
      setWallFlux(faces, line, f);
    }
    for (int f = endOpen; f < faces.perLine; f++) {
      setWallFlux(faces, line, f);
    }
    FaceFrame.turnOutWhole(faces, line, flux);
    if (gas.viscosity() > 0) {
      viscous.subtract(faces, line, primitive, flux);
    }
  }

  private void setWallFlux(Faces faces, int line, int f) {
    flux[0][f] = 0;
    flux[1][f] = faces.isGasRight(line, f) ? right[3][f] : left[3][f];
    flux[2][f] = 0;
    flux[3][f] = 0;
  }

  /** Leaves the reconstructed states in {@link #left} and {@link #right}, in the faces' frame. */
  private void computeSides(int family, int line) {
    Faces faces = families[family];
    reconstructions[family].reconstruct(primitive, line, left, right);
    FaceFrame.turnIn(faces, line, left);
    FaceFrame.turnIn(faces, line, right);
  }

  /**
   * Adds the transposed derivative of the rates, applied to a cotangent: result += (∂rates/∂state)ᵀ
   * cotangent.
   *
   * @param state of a batch. Not modified.
   * @param offset where the state starts in {@code state}
   * @param cotangent of the rates, (4, rows, columns). Not modified.
   * @param result (4, rows, columns). Added to; NaN for a state that has no rates.
   */
  void addVjp(double[] state, int offset, double[] cotangent, double[] result) {
    if (!setPrimitive(state, offset)) {
      Arrays.fill(result, Double.NaN);
      return;
    }
    balance.setRatesBar(cotangent);
    for (double[] channel : primitiveBar) {
      Arrays.fill(channel, 0);
    }
    viscous.clearNodesBar();
    for (int family = 0; family < families.length; family++) {
      VanAlbada reconstruction = reconstructions[family];
      reconstruction.setSlopes(primitive);
      reconstruction.clearSlopesBar();
      for (int line = 0; line < families[family].lines; line++) {
        addLineBar(family, line);
      }
      reconstruction.addSlopesBar(primitive, primitiveBar);
    }
    if (gas.viscosity() > 0) {
      viscous.addNodesBar(primitiveBar);
    }
    for (int side = sides.length - 1; side >= 0; side--) {
      sides[side].vjp(primitiveBar);
    }
    addConservedBar(result);
  }

  /** Adds to the primitive cotangents what comes through one line of faces. */
  private void addLineBar(int family, int line) {
    Faces faces = families[family];
    balance.storeFluxBar(faces, line, flux);
    if (gas.viscosity() > 0) {
      viscous.vjp(faces, line, primitive, flux, primitiveBar);
    }
    FaceFrame.turnInWhole(faces, line, flux);

    computeSides(family, line);
    int firstOpen = faces.firstOpen(line);
    int endOpen = faces.endOpen(line);
    roe.vjp(left, right, flux, leftBar, rightBar, firstOpen, endOpen);
    for (int f = 0; f < firstOpen; f++) {
      setWallBar(faces, line, f);
    }
    for (int f = endOpen; f < faces.perLine; f++) {
      setWallBar(faces, line, f);
    }
    FaceFrame.turnOut(faces, line, leftBar);
    FaceFrame.turnOut(faces, line, rightBar);
    reconstructions[family].addSidesBar(line, leftBar, rightBar, primitiveBar);
  }

  private void setWallBar(Faces faces, int line, int f) {
    for (int channel = 0; channel < FlowState.CHANNELS; channel++) {
      leftBar[channel][f] = 0;
      rightBar[channel][f] = 0;
    }
    double[][] gasSide = faces.isGasRight(line, f) ? rightBar : leftBar;
    gasSide[3][f] = flux[1][f];
  }

  /** From cotangents of primitive values to those of the state. */
  private void addConservedBar(double[] result) {
    int count = grid.cells();
    int columns = grid.columns();
    double ratio = gas.heatRatio() - 1;
    for (int j = 0; j < grid.rows(); j++) {
      int padded = cells.index(j, 0);
      int cell = j * columns;
      for (int i = 0; i < columns; i++) {
        int from = padded + i;
        int to = cell + i;
        double inverse = 1 / primitive[0][from];
        double u = primitive[1][from];
        double v = primitive[2][from];
        double temperatureBar = primitiveBar[4][from] * inverse;
        double energyBar = ratio * (primitiveBar[3][from] + temperatureBar);
        double momentumX = primitiveBar[1][from] * inverse;
        double momentumY = primitiveBar[2][from] * inverse;
        result[to] +=
            primitiveBar[0][from]
                - temperatureBar * primitive[4][from]
                - momentumX * u
                - momentumY * v
                + 0.5 * energyBar * (u * u + v * v);
        result[count + to] += momentumX - energyBar * u;
        result[2 * count + to] += momentumY - energyBar * v;
        result[3 * count + to] += energyBar;
      }
    }
  }
}
