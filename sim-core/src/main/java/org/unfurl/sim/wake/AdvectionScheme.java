package org.unfurl.sim.wake;

/** How a step of the wake moves the velocity along itself. */
public enum AdvectionScheme {
  /** Bilinear interpolation at the foot points: first order, and viscous of its own. */
  SEMI_LAGRANGIAN,

  /** The same, corrected by going back and forth: second order for a given velocity. */
  MACCORMACK;

  Advection over(double cellsPerVelocity, double[] free, PaddedFaces padded, PaddedFaces adjoint) {
    return switch (this) {
      case SEMI_LAGRANGIAN -> new SemiLagrangianAdvection(cellsPerVelocity, free, padded, adjoint);
      case MACCORMACK -> new MacCormackAdvection(cellsPerVelocity, free, padded, adjoint);
    };
  }
}
