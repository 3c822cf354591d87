/**
 * What the trainer sees: a network as a function of plain numbers with a vector-Jacobian product,
 * {@link org.unfurl.train.network.Network}, and {@link org.unfurl.train.network.TapedNetwork},
 * which computes any layers in the engine's operations.
 */
package org.unfurl.train.network;
