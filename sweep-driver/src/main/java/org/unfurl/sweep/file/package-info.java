/**
 * Sweep files. {@link org.unfurl.sweep.file.SweepFile#read} turns YAML into a resolved {@link
 * org.unfurl.sweep.plan.Sweep} or into the list of all problems with their lines; {@code
 * docs/sweep-file.md} describes every key.
 */
package org.unfurl.sweep.file;
