/**
 * Plane compressible viscous flow on structured curvilinear grids: cell-centred finite volumes with
 * a Riemann flux, explicit Runge-Kutta steps and their exact adjoint. The way in is {@link
 * org.unfurl.sim.gas.CurvilinearGrid}.
 */
package org.unfurl.sim.gas;
