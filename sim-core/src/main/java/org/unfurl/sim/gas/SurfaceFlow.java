package org.unfurl.sim.gas;

/**
 * What a flow does to the body in an O-grid of {@link AerofoilGrid}'s orientation: forces, pressure
 * and friction along the surface, at row 0 of the grid. All coefficients are those of the chord 1
 * and of the free stream's ½ ρ (u² + v²).
 *
 * <p>The pressure at the wall is extrapolated linearly from the two cells next to it, the friction
 * is that of a gas at rest at the wall and a velocity that rises linearly to the first cell's
 * centre. Both are of second order at best, of first where the boundary layer bends inside the
 * first cell.
 */
public final class SurfaceFlow {

  private final CurvilinearGrid grid;
  private final FlowState freeStream;
  private final double dynamicPressure;
  private final double[] pressure;
  private final double[] tractionX;
  private final double[] tractionY;

  /**
   * The flow of one state.
   *
   * @param grid the grid
   * @param gas the gas; without viscosity there is no friction
   * @param freeStream the flow far away
   * @param states conserved variables, (state, 4, rows, columns). Not kept.
   * @param offset where the state begins
   */
  public SurfaceFlow(
      CurvilinearGrid grid, Gas gas, FlowState freeStream, double[] states, int offset) {
    this.grid = grid;
    this.freeStream = freeStream;
    double u = freeStream.velocityX();
    double v = freeStream.velocityY();
    this.dynamicPressure = freeStream.density() * (u * u + v * v) / 2;
    int columns = grid.columns();
    this.pressure = new double[columns];
    this.tractionX = new double[columns];
    this.tractionY = new double[columns];
    for (int i = 0; i < columns; i++) {
      double first = wallDistance(0, i);
      double second = wallDistance(1, i);
      double p0 = pressure(gas, states, offset, i);
      double p1 = pressure(gas, states, offset, columns + i);
      pressure[i] = p0 - (p1 - p0) * first / (second - first);
      fillTraction(gas, states, offset, i, first);
    }
  }

  private double pressure(Gas gas, double[] states, int offset, int cell) {
    int cells = grid.cells();
    double density = states[offset + cell];
    double momentumX = states[offset + cells + cell];
    double momentumY = states[offset + 2 * cells + cell];
    double energy = states[offset + 3 * cells + cell];
    return (gas.heatRatio() - 1)
        * (energy - (momentumX * momentumX + momentumY * momentumY) / (2 * density));
  }

  /** Viscous stress on the wall: all of the velocity's gradient is along the normal n. */
  private void fillTraction(Gas gas, double[] states, int offset, int i, double distance) {
    int cells = grid.cells();
    double density = states[offset + i];
    double u = states[offset + cells + i] / density;
    double v = states[offset + 2 * cells + i] / density;
    double length = length(i);
    double normalX = grid.rowNormalX(0, i) / length;
    double normalY = grid.rowNormalY(0, i) / length;
    double away = (u * normalX + v * normalY) / 3;
    tractionX[i] = gas.viscosity() * (u + away * normalX) / distance;
    tractionY[i] = gas.viscosity() * (v + away * normalY) / distance;
  }

  private double length(int i) {
    return Math.hypot(grid.rowNormalX(0, i), grid.rowNormalY(0, i));
  }

  /** Of a cell's centre from the wall of its column, along the wall's normal. */
  private double wallDistance(int row, int i) {
    int cell = row * grid.columns() + i;
    double toX = grid.centreX(cell) - middle(grid.nodeX(i), grid.nodeX(i + 1));
    double toY = grid.centreY(cell) - middle(grid.nodeY(i), grid.nodeY(i + 1));
    return (toX * grid.rowNormalX(0, i) + toY * grid.rowNormalY(0, i)) / length(i);
  }

  private static double middle(double a, double b) {
    return (a + b) / 2;
  }

  /** x of the middle of the wall's face in a column. */
  public double wallX(int column) {
    return middle(grid.nodeX(column), grid.nodeX(column + 1));
  }

  /** (p − p∞) / (½ ρ U²) at a column's wall. */
  public double pressureCoefficient(int column) {
    return (pressure[column] - freeStream.pressure()) / dynamicPressure;
  }

  /** Shear stress along the wall over ½ ρ U²; positive towards the trailing edge on both sides. */
  public double frictionCoefficient(int column) {
    double length = length(column);
    double alongX = -grid.rowNormalY(0, column) / length;
    double alongY = grid.rowNormalX(0, column) / length;
    double shear = tractionX[column] * alongX + tractionY[column] * alongY;
    // Columns run clockwise: towards the leading edge on the lower side.
    return (column < grid.columns() / 2 ? shear : -shear) / dynamicPressure;
  }

  /** Force against the free stream's direction, turned by a right angle: C_l. */
  public double lift() {
    return across(pressureForceX() + frictionForceX(), pressureForceY() + frictionForceY());
  }

  /** Force along the free stream: C_d, the sum of the next two. */
  public double drag() {
    return pressureDrag() + frictionDrag();
  }

  /** C_d of the pressure alone. */
  public double pressureDrag() {
    return along(pressureForceX(), pressureForceY());
  }

  /** C_d of the friction alone. */
  public double frictionDrag() {
    return along(frictionForceX(), frictionForceY());
  }

  private double along(double forceX, double forceY) {
    double speed = Math.hypot(freeStream.velocityX(), freeStream.velocityY());
    return (forceX * freeStream.velocityX() + forceY * freeStream.velocityY())
        / (speed * dynamicPressure);
  }

  private double across(double forceX, double forceY) {
    return along(forceY, -forceX);
  }

  private double pressureForceX() {
    double sum = 0;
    for (int i = 0; i < pressure.length; i++) {
      sum -= pressure[i] * grid.rowNormalX(0, i);
    }
    return sum;
  }

  private double pressureForceY() {
    double sum = 0;
    for (int i = 0; i < pressure.length; i++) {
      sum -= pressure[i] * grid.rowNormalY(0, i);
    }
    return sum;
  }

  private double frictionForceX() {
    double sum = 0;
    for (int i = 0; i < pressure.length; i++) {
      sum += tractionX[i] * length(i);
    }
    return sum;
  }

  private double frictionForceY() {
    double sum = 0;
    for (int i = 0; i < pressure.length; i++) {
      sum += tractionY[i] * length(i);
    }
    return sum;
  }

  /**
   * x of the first place behind the leading edge, on the upper side, where the friction changes
   * from towards the trailing edge to the other way, between the middles of two faces.
   *
   * @return NaN if the flow does not separate
   */
  public double separation() {
    int columns = grid.columns();
    // The stagnation point of a lifting flow may lie on the upper side: begin where x > 0.1.
    for (int i = columns / 2; i < columns - 1; i++) {
      double here = frictionCoefficient(i);
      double next = frictionCoefficient(i + 1);
      if (wallX(i) > 0.1 && here > 0 && next <= 0) {
        return wallX(i) + (wallX(i + 1) - wallX(i)) * here / (here - next);
      }
    }
    return Double.NaN;
  }
}
