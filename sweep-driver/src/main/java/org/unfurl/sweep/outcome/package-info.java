/**
 * What comes back from executors: a {@link org.unfurl.sweep.outcome.TrialResult} with its {@link
 * org.unfurl.sweep.outcome.Outcome}, and a {@link org.unfurl.sweep.outcome.ReferenceResult}.
 */
package org.unfurl.sweep.outcome;
