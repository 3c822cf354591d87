package org.unfurl.train.network;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.unfurl.train.engine.ArrayScope;
import org.unfurl.train.engine.Operations;

/**
 * The parameters as a recording sees them: leaves that are windows on the one flat vector, so that
 * an optimiser changes all of them by a handful of operations in place.
 */
final class TapedParameters {

  private final ParameterLayout layout;
  private final List<NDArray> leaves;

  TapedParameters(ParameterVector parameters) {
    layout = parameters.layout();
    leaves = parameters.session().compute(false, scope -> leaves(scope, parameters.values()));
  }

  private List<NDArray> leaves(ArrayScope scope, NDArray values) {
    List<NDArray> windows = new ArrayList<>();
    for (ParameterLayout.Convolution c : layout.convolutions()) {
      long[] weight =
          switch (c.kernel()) {
            case LINE -> new long[] {c.outputs(), c.fanIn()};
            case PLANE -> new long[] {c.outputs(), c.inputs(), 3, 3};
          };
      long[] bias =
          switch (c.kernel()) {
            case LINE -> new long[] {c.outputs(), 1};
            case PLANE -> new long[] {c.outputs()};
          };
      windows.add(scope.keep(Operations.leafOf(values, c.offset(), c.biasOffset(), weight)));
      windows.add(scope.keep(Operations.leafOf(values, c.biasOffset(), c.end(), bias)));
    }
    return windows;
  }

  /**
   * The weight of a convolution: (outputs, taps · inputs), or on a plane (outputs, inputs, 3, 3).
   */
  NDArray weight(int convolution) {
    return leaves.get(2 * convolution);
  }

  /** The bias of a convolution: (outputs, 1), or on a plane (outputs). */
  NDArray bias(int convolution) {
    return leaves.get(2 * convolution + 1);
  }

  /** The gradient that the leaves have gathered, in the order of the flat vector. */
  NDArray gradient() {
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

  void clearGradient() {
    leaves.forEach(Operations::clearGradient);
  }
}
