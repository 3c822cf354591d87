package org.unfurl.train.script;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.unfurl.train.layer.Cost;
import org.unfurl.train.layer.Layer;
import org.unfurl.train.layer.Reach;
import org.unfurl.train.layer.Signal;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.Tensor;

/**
 * A whole network of TorchScript. What it costs and reaches is told from its parameters and from
 * one look, since nobody has declared it.
 *
 * @param reach as it was seen
 */
record ScriptedLayer(Signal input, Signal output, List<Tensor> tensors, Reach reach)
    implements Layer {

  /** Copies. */
  ScriptedLayer {
    tensors = List.copyOf(tensors);
  }

  /** Its parameters are inside the module: {@link ScriptedNetwork} computes. */
  @Override
  public NDArray apply(Leaves leaves, NDArray x) {
    throw new UnsupportedOperationException("a scripted module has parameters of its own");
  }

  /** As if every matrix and kernel were applied at every point. */
  @Override
  public Cost cost() {
    long products = 0;
    int calls = 0;
    for (Tensor tensor : tensors) {
      products += tensor.size() * output.points();
      calls += tensor.shape().size() > 1 ? 1 : 0;
    }
    return new Cost(products, calls);
  }
}
