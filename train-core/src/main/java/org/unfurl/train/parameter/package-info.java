/**
 * The trainable numbers of a network: named tensors ({@link org.unfurl.train.parameter.Tensor}),
 * the one flat vector that holds them, the leaves as which a recording sees them, model files.
 */
package org.unfurl.train.parameter;
