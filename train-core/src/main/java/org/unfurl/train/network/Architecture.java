package org.unfurl.train.network;

import org.unfurl.sim.grid.StateShape;

/** One kind of network: which parameters it has and how it computes with them. */
interface Architecture {

  /** Kebab-case, as in sweep files. */
  String name();

  /**
   * The parameters of a network of that size.
   *
   * @param states what the network makes, and reads besides the features
   * @param features constant channels that the network reads after those of the state
   */
  ParameterLayout layout(ArchitectureSpec spec, StateShape states, int features);

  /**
   * A network of that size.
   *
   * @param states and {@code features} as in {@link #layout}
   * @param parameters laid out by {@link #layout}
   */
  Network network(
      ArchitectureSpec spec, StateShape states, int features, ParameterVector parameters);
}
