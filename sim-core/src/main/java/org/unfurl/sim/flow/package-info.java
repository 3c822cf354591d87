/**
 * Incompressible flow on a periodic, staggered grid, {@link org.unfurl.sim.flow.StaggeredGrid}:
 * {@link org.unfurl.sim.flow.PisoStepper} and {@link org.unfurl.sim.flow.PseudoSpectralStepper}.
 */
package org.unfurl.sim.flow;
