/**
 * What a person reads. {@link org.unfurl.sweep.report.Summary} is the table at the end of a run,
 * {@link org.unfurl.sweep.report.StatusView} tells how far one is; both from rows that were read
 * back, so that neither needs a run.
 */
package org.unfurl.sweep.report;
