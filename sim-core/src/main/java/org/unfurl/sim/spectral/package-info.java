/**
 * Fourier transforms of periodic fields, many side by side, and linear operators between them:
 * {@link org.unfurl.sim.spectral.RealFourierTransform} and {@link
 * org.unfurl.sim.spectral.FourierMultiplier}, on blocks as {@link org.unfurl.sim.spectral.Lanes}
 * lays them out; {@link org.unfurl.sim.spectral.PlaneTransform} and {@link
 * org.unfurl.sim.spectral.PlaneMultiplier} for one field on a plane.
 */
package org.unfurl.sim.spectral;
