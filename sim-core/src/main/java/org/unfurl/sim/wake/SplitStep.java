package org.unfurl.sim.wake;

/** What a step of the wake is made of, in its order. The parts share scratch: for one thread. */
record SplitStep(Diffusion diffusion, Advection advection, Projection projection) {

  static SplitStep over(WakeGrid grid, double viscosity, double timeStep, AdvectionScheme scheme) {
    double h = grid.cellSize();
    PaddedFaces padded = new PaddedFaces(grid.columns(), grid.rows());
    PaddedFaces adjoint = new PaddedFaces(grid.columns(), grid.rows());
    return new SplitStep(
        new Diffusion(viscosity * timeStep / (h * h), grid.free(), padded),
        scheme.over(timeStep / h, grid.free(), padded, adjoint),
        grid.projection());
  }
}
