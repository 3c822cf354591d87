/**
 * What can be measured to see that training follows the right gradient, in the frame of {@link
 * org.unfurl.sim.verification}: {@link org.unfurl.train.verification.UnrolledGradientExperiments}.
 */
package org.unfurl.train.verification;
