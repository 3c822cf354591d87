package org.unfurl.sim.wake;

/**
 * A force on the cylinder, as coefficients: over ½ ρ U² D, with ρ = U = 1.
 *
 * @param drag along the stream
 * @param lift across it, upwards
 */
public record Force(double drag, double lift) {}
