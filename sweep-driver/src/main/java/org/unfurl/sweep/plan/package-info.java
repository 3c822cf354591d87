/**
 * What a sweep computes. {@link org.unfurl.sweep.plan.Sweep} is the resolved sweep file, {@link
 * org.unfurl.sweep.plan.Plan#of} expands it into trials, and {@link org.unfurl.sweep.plan.TrialKey}
 * gives each trial its identity.
 */
package org.unfurl.sweep.plan;
