/**
 * What networks are built of. A {@link org.unfurl.train.layer.Layer} knows its tensors, its
 * function, its cost and its reach; a {@link org.unfurl.train.layer.Stack} joins layers to one.
 */
package org.unfurl.train.layer;
