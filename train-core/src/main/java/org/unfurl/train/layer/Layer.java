package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.Tensor;

/**
 * A function of the engine's arrays with parameters, and all that is asked of it before it
 * computes. Immutable: the parameters live outside.
 */
public interface Layer {

  /** What it reads. */
  Signal input();

  /** What it makes. */
  Signal output();

  /** Its parameters, in the order of the flat vector. */
  List<Tensor> tensors();

  /**
   * Computes, by operations that record themselves.
   *
   * @param leaves has {@link #tensors()}
   * @param input (batch, channel, y, x)
   * @return (batch, channel, y, x)
   */
  NDArray apply(Leaves leaves, NDArray input);

  /** What {@link #apply} costs. */
  Cost cost();

  /** How far a point of the output sees. */
  Reach reach();

  /** A layer that is not placed yet. */
  @FunctionalInterface
  interface Kind {

    /**
     * The layer.
     *
     * @param name that the names of its tensors start with
     * @param input what it will read
     */
    Layer on(String name, Signal input);
  }
}
