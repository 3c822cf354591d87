package org.unfurl.train.network;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.unfurl.train.engine.ArrayScope;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Operations;

/**
 * All trainable numbers of a network as one flat native vector. The layers compute with leaves that
 * are windows on it, so that an optimiser changes the whole network by a handful of operations in
 * place.
 */
public final class ParameterVector {

  private final EngineSession session;
  private final ParameterLayout layout;
  private final NDArray values;
  private final List<NDArray> leaves;

  ParameterVector(EngineSession session, ParameterLayout layout, double[] initial) {
    this.session = session;
    this.layout = layout;
    values = session.compute(false, scope -> scope.keep(session.array(initial, initial.length)));
    leaves = session.compute(false, this::leaves);
  }

  private List<NDArray> leaves(ArrayScope scope) {
    List<NDArray> windows = new ArrayList<>();
    for (ParameterLayout.Convolution c : layout.convolutions()) {
      long rows = c.outputs();
      long columns = (long) ParameterLayout.Convolution.TAPS * c.inputs();
      windows.add(scope.keep(Operations.leafOf(values, c.offset(), c.biasOffset(), rows, columns)));
      windows.add(scope.keep(Operations.leafOf(values, c.biasOffset(), c.end(), rows, 1)));
    }
    return windows;
  }

  /** The weight of a convolution, (outputs, taps · inputs). */
  NDArray weight(int convolution) {
    return leaves.get(2 * convolution);
  }

  /** The bias of a convolution, (outputs, 1). */
  NDArray bias(int convolution) {
    return leaves.get(2 * convolution + 1);
  }

  ParameterLayout layout() {
    return layout;
  }

  /** How many numbers. */
  public int size() {
    return layout.size();
  }

  /** The native vector itself: changing it in place changes the network. */
  public NDArray values() {
    return values;
  }

  /**
   * A new native vector: the gradient gathered since {@link #clearGradient}. To be asked for inside
   * {@link EngineSession#compute}, which frees it.
   */
  public NDArray gradient() {
    return Operations.concatenate(
        0,
        leaves.stream()
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

  /** Forgets the gathered gradient. */
  public void clearGradient() {
    leaves.forEach(Operations::clearGradient);
  }

  /** A copy of the parameters, in the order of the flat vector. */
  public double[] read() {
    return session.values(values);
  }

  /** A copy of the gathered gradient, in the order of the flat vector. */
  public double[] readGradient() {
    return session.compute(false, scope -> session.values(gradient()));
  }
}
