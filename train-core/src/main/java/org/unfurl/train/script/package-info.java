/**
 * Networks that PyTorch saved as TorchScript: what such a file holds, whether it can be trained,
 * and the network that it is.
 */
package org.unfurl.train.script;
