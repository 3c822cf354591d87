/**
 * The state of a running training as bytes that say whether they are whole. {@link
 * org.unfurl.train.checkpoint.StateFile} is the way in.
 */
package org.unfurl.train.checkpoint;
