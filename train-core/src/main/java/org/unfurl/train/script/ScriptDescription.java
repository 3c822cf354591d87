package org.unfurl.train.script;

import java.util.List;
import org.unfurl.train.layer.Cost;
import org.unfurl.train.layer.Description;
import org.unfurl.train.layer.Reach;
import org.unfurl.train.layer.Signal;
import org.unfurl.train.parameter.Tensor;

/**
 * What a whole network of TorchScript is. Its cost and reach are told from its parameters and from
 * one look, since nobody has declared them.
 *
 * @param reach as it was seen
 */
record ScriptDescription(Signal input, Signal output, List<Tensor> tensors, Reach reach)
    implements Description {

  /** Copies. */
  ScriptDescription {
    tensors = List.copyOf(tensors);
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
