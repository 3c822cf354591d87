/**
 * Linear operators on periodic fields: {@link org.unfurl.sim.spectral.Basis#fastest} gives the
 * basis in which to apply them, the Fourier modes (laid out as {@link
 * org.unfurl.sim.spectral.RealFourierTransform} states) or, for small fields, one of dense blocks.
 */
package org.unfurl.sim.spectral;
