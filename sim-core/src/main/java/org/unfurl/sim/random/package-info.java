/** Randomness that is passed, never ambient: {@link org.unfurl.sim.random.Seed}. */
package org.unfurl.sim.random;
