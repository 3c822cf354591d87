package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.Tensor;

/** Two layers that read the same and whose results are put together. */
record Branches(Layer first, Layer second, Signal output, BinaryOperator<NDArray> together)
    implements Layer {

  Branches {
    Signal one = first.output().withChannels(1);
    if (!one.equals(second.output().withChannels(1))) {
      throw new IllegalArgumentException(
          "branches ("
              + first.output()
              + " and "
              + second.output()
              + ") must end on the same points");
    }
  }

  @Override
  public Signal input() {
    return first.input();
  }

  @Override
  public List<Tensor> tensors() {
    return Stream.of(first, second).flatMap(layer -> layer.tensors().stream()).toList();
  }

  @Override
  public NDArray apply(Leaves leaves, NDArray x) {
    return together.apply(first.apply(leaves, x), second.apply(leaves, x));
  }

  @Override
  public Cost cost() {
    return first.cost().plus(second.cost());
  }

  @Override
  public Reach reach() {
    return first.reach().or(second.reach());
  }
}
