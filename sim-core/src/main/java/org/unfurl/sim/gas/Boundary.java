package org.unfurl.sim.gas;

/** What lies beyond one side of a {@link CurvilinearGrid}. */
public enum Boundary {
  /** The cells of the opposite side, which must be periodic too. */
  PERIODIC,
  /** A wall without friction. */
  SLIP_WALL,
  /** A wall at rest to which the gas sticks, without heat flux. */
  NO_SLIP_WALL,
  /** The free stream; the flux between it and the last cell lets waves of either direction pass. */
  FAR_FIELD,
  /** The gas of the last cell: waves leave. */
  OUTFLOW
}
