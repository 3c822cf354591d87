/**
 * Runs a plan on Spark: {@link org.unfurl.sweep.run.SweepRun} on the driver, one {@link
 * org.unfurl.sweep.run.TrialTask} per trial on the executors. Results stream back one by one and
 * are appended as they come.
 */
package org.unfurl.sweep.run;
