/**
 * What can be measured to see that the physics is right: known solutions, orders of convergence,
 * published figures, adjoints. {@link org.unfurl.sim.verification.Experiments#all} is the way in;
 * {@code ./unfurl verify} runs them all, the tests the short ones.
 */
package org.unfurl.sim.verification;
