package org.unfurl.train.network;

import ai.djl.ndarray.NDArray;

/** One kind of network: which parameters it has and how it computes with them. */
interface Architecture {

  /** Kebab-case, as in sweep files. */
  String name();

  /** The parameters of a network of that size. */
  ParameterLayout layout(ArchitectureSpec spec, int inputChannels, int outputChannels);

  /**
   * The network's function on native arrays.
   *
   * @param parameters laid out by {@link #layout}
   */
  Body body(ArchitectureSpec spec, ParameterVector parameters);

  /**
   * A network's function from (inputChannels, points · batch) to (outputChannels, points · batch);
   * the batch runs fastest, so that neighbouring points lie a whole batch apart.
   */
  @FunctionalInterface
  interface Body {
    NDArray apply(NDArray input, int batch);
  }
}
