package org.unfurl.train.network;

import java.util.List;

/** The registry: every architecture that a sweep file can name. Needs no engine. */
public final class Architectures {

  private Architectures() {}

  /** The names, in the order in which documentation lists them. */
  public static List<String> names() {
    return List.of("conv-resnet");
  }

  /**
   * Trainable numbers of a network.
   *
   * @param inputChannels state channels plus parameter features
   * @param outputChannels state channels
   */
  public static long parameterCount(ArchitectureSpec spec, int inputChannels, int outputChannels) {
    throw new UnsupportedOperationException("skeleton");
  }
}
