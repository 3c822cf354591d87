/**
 * Incompressible flow on a periodic, staggered grid: {@link org.unfurl.sim.flow.PisoStepper} on
 * {@link org.unfurl.sim.flow.StaggeredGrid}.
 */
package org.unfurl.sim.flow;
