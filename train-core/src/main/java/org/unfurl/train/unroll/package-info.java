/**
 * Unrolling a frame model over a training window and the gradient of the loss along it. {@link
 * org.unfurl.train.unroll.UnrolledLoss} is the way in.
 */
package org.unfurl.train.unroll;
