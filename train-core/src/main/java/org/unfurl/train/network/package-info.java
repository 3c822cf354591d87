/**
 * Neural networks as functions of plain numbers with a vector-Jacobian product. {@link
 * org.unfurl.train.network.Architectures} is the way in; a new architecture is one {@link
 * org.unfurl.train.network.Architecture} and one line there.
 */
package org.unfurl.train.network;
