package org.unfurl.train.layer;

/**
 * What networks are built of: it computes with the {@link #tensors} that it describes. Immutable.
 */
public interface Layer extends Description, Computation {

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
