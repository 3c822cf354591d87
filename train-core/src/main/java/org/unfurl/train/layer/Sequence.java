package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.Tensor;

/** Layers one after the other; without any, what is read is made. */
record Sequence(Signal input, List<Layer> layers) implements Layer {

  Sequence {
    layers = List.copyOf(layers);
  }

  @Override
  public Signal output() {
    return layers.isEmpty() ? input : layers.get(layers.size() - 1).output();
  }

  @Override
  public List<Tensor> tensors() {
    return layers.stream().flatMap(layer -> layer.tensors().stream()).toList();
  }

  @Override
  public NDArray apply(Leaves leaves, NDArray x) {
    NDArray result = x;
    for (Layer layer : layers) {
      result = layer.apply(leaves, result);
    }
    return result;
  }

  @Override
  public Cost cost() {
    return layers.stream().map(Layer::cost).reduce(Cost.NONE, Cost::plus);
  }

  @Override
  public Reach reach() {
    return layers.stream().map(Layer::reach).reduce(Reach.NONE, Reach::plus);
  }
}
