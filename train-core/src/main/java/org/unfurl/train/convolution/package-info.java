/**
 * Convolutions on a ring of points by vector instructions, with their exact derivatives. {@link
 * org.unfurl.train.convolution.RingConvolution} is the way in.
 */
package org.unfurl.train.convolution;
