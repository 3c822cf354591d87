/** How good a rollout is: {@link org.unfurl.sim.metric.RolloutScorer}. */
package org.unfurl.sim.metric;
