package org.unfurl.train.network;

/** One kind of network: which parameters it has and how it computes with them. */
interface Architecture {

  /** Kebab-case, as in sweep files. */
  String name();

  /** The parameters of a network of that size. */
  ParameterLayout layout(ArchitectureSpec spec, int inputChannels, int outputChannels);

  /**
   * A network of that size.
   *
   * @param parameters laid out by {@link #layout}
   */
  Network network(
      ArchitectureSpec spec, int inputChannels, int outputChannels, ParameterVector parameters);
}
