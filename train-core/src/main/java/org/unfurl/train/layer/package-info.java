/**
 * What networks are built of. A {@link org.unfurl.train.layer.Layer} describes its tensors, its
 * cost and its reach, and computes; a {@link org.unfurl.train.layer.Stack} joins layers to one.
 */
package org.unfurl.train.layer;
