/**
 * Fourier space: {@link org.unfurl.sim.spectral.RealFourierTransform} states how a spectrum is laid
 * out, {@link org.unfurl.sim.spectral.FourierMultiplier} acts on spectra.
 */
package org.unfurl.sim.spectral;
