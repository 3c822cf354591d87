package org.unfurl.train.network;

import java.io.Serializable;

/**
 * A network's architecture and explicit size.
 *
 * @param name kebab-case, one of {@link Architectures#names()}
 * @param width features per point in the hidden layers
 * @param depth residual blocks
 */
public record ArchitectureSpec(String name, int width, int depth) implements Serializable {}
