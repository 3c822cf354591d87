/**
 * Spark as a sweep needs it, which knows nothing of trials: a session that is refused in one line
 * if it cannot work, and {@link org.unfurl.sweep.spark.StreamedJob jobs} whose results come one by
 * one.
 */
package org.unfurl.sweep.spark;
