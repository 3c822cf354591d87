/**
 * What can be said about replicates. {@link org.unfurl.sweep.statistics.Estimate} is a mean over
 * seeds, {@link org.unfurl.sweep.statistics.PairedRatio} compares two configurations seed by seed.
 */
package org.unfurl.sweep.statistics;
