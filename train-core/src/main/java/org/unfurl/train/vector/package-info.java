/**
 * Hand-written kernels of the processor's vector instructions, with their exact derivatives, and
 * the networks that run on them: {@link org.unfurl.train.vector.VectorConvResNet} over {@link
 * org.unfurl.train.vector.RingConvolution}. Each equals its twin on the engine's tape.
 */
package org.unfurl.train.vector;
