package org.unfurl.train.parameter;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.unfurl.train.engine.ArrayScope;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Operations;

/**
 * The parameters as a recording sees them: leaves that are windows on the one flat vector, so that
 * an optimiser changes all of them by a handful of operations in place.
 */
public final class Leaves {

  /** By the tensor's name, in the order of the flat vector and of its shape there. */
  private final Map<String, NDArray> leaves;

  /** By name. */
  private final Map<String, NDArray> constants = new HashMap<>();

  private final EngineSession session;

  /** Opens the windows, which the vector's session owns. */
  public Leaves(ParameterVector parameters) {
    session = parameters.session();
    leaves = parameters.session().compute(false, scope -> windows(scope, parameters));
  }

  private Leaves(EngineSession session, Map<String, NDArray> leaves) {
    this.session = session;
    this.leaves = new LinkedHashMap<>(leaves);
  }

  /**
   * Leaves that are no windows: arrays that somebody else owns and keeps equal to the parameters.
   *
   * @param session that owns them
   * @param leaves by the tensor's name, in the order of the flat vector
   */
  public static Leaves of(EngineSession session, Map<String, NDArray> leaves) {
    return new Leaves(session, leaves);
  }

  private static Map<String, NDArray> windows(ArrayScope scope, ParameterVector parameters) {
    ParameterLayout layout = parameters.layout();
    Map<String, NDArray> windows = new LinkedHashMap<>();
    for (Tensor tensor : layout.tensors()) {
      NDArray leaf =
          Operations.leafOf(
              parameters.values(), layout.offset(tensor), layout.end(tensor), tensor.flatShape());
      windows.put(tensor.name(), scope.keep(leaf));
    }
    return windows;
  }

  /** A tensor, of its own shape. */
  public NDArray of(Tensor tensor) {
    NDArray leaf = leaves.get(tensor.name());
    // Joined with nothing, it is copied: the engine's convolutions want weights row by row.
    return tensor.isRowMajor()
        ? leaf
        : Operations.concatenate(0, Operations.permuted(leaf, tensor.fromFlat()));
  }

  /** A tensor as the flat vector runs over it, in the order of its axes there. */
  public NDArray flat(Tensor tensor) {
    return leaves.get(tensor.name());
  }

  /** What is computed with besides, of its own shape; no leaf. */
  public NDArray of(Constant constant) {
    return constants.computeIfAbsent(
        constant.name(), name -> session.lasting(constant.values(), constant.shape()));
  }

  /**
   * The gradient that the leaves have gathered, in the order of the flat vector.
   *
   * @throws IllegalStateException if no cotangent has reached a leaf
   */
  public NDArray gradient() {
    return Operations.concatenate(
        0,
        leaves.values().stream()
            .map(
                leaf ->
                    Operations.gradient(leaf)
                        .orElseThrow(
                            () ->
                                new IllegalStateException(
                                    "gradient (none) must have been gathered, send a cotangent"
                                        + " through the network first")))
            .map(NDArray::flatten)
            .toArray(NDArray[]::new));
  }

  /** Forgets what the leaves have gathered. */
  public void clearGradient() {
    leaves.values().forEach(Operations::clearGradient);
  }
}
