package org.unfurl.train.network;

import java.util.List;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.train.setting.Setting;

/** One kind of network: which parameters it has and how it computes with them. */
interface Architecture {

  /** Kebab-case, as in sweep files. */
  String name();

  /** What its size and shape depend on: settings whose keys begin with {@code network.}. */
  List<Setting<?>> settings();

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
