package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import org.unfurl.train.parameter.Leaves;

/** A function of the engine's arrays with parameters, which live outside. */
@FunctionalInterface
public interface Computation {

  /**
   * Computes, by operations that record themselves.
   *
   * @param leaves has the parameters
   * @param input (batch, channel, y, x)
   * @return (batch, channel, y, x)
   */
  NDArray apply(Leaves leaves, NDArray input);
}
