package org.unfurl.sim.flow;

/** Which dependences the adjoint of a {@link PisoStepper} follows. */
public enum PisoAdjoint {
  /** All: the adjoint of the step. */
  EXACT,
  /**
   * All but that of the transport matrix on the velocity it came from, as in the study's public
   * solver: every advecting velocity counts as a constant. The adjoint of a linear flow, so an
   * approximate gradient.
   */
  FROZEN_COEFFICIENTS
}
