package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.UnaryOperator;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.Tensor;

/** A function of single numbers without parameters. */
record Elementwise(Signal input, UnaryOperator<NDArray> function) implements Layer {

  @Override
  public Signal output() {
    return input;
  }

  @Override
  public List<Tensor> tensors() {
    return List.of();
  }

  @Override
  public NDArray apply(Leaves leaves, NDArray x) {
    return function.apply(x);
  }

  @Override
  public Cost cost() {
    return Cost.NONE;
  }

  @Override
  public Reach reach() {
    return Reach.NONE;
  }
}
