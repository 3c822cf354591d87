/**
 * Randomness that is passed, never ambient: {@link org.unfurl.sim.random.Seed}; and the hash that
 * it comes from.
 */
package org.unfurl.sim.random;
