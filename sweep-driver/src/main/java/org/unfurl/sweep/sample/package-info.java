/**
 * Values that are drawn instead of listed. {@link org.unfurl.sweep.sample.Range} is what a setting
 * is drawn from, {@link org.unfurl.sweep.sample.Sample} the draws of a sweep.
 */
package org.unfurl.sweep.sample;
