/**
 * Plane incompressible flow past a cylinder, on a staggered grid, by operator splitting: the wake
 * of Um et al. 2020, "Solver-in-the-Loop" (arXiv 2007.00016), with every part of the step and its
 * exact adjoint.
 */
package org.unfurl.sim.wake;
