package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.parameter.Draw;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.Tensor;

/**
 * A linear map of all that it reads, channels and points in one row: weight · x + bias. Tensors
 * {@code weight}, (outputs, inputs), and {@code bias}, drawn as PyTorch's Linear does.
 */
public final class Dense implements Layer {

  private final Signal input;
  private final Signal output;
  private final Tensor weight;
  private final Tensor bias;

  private Dense(String name, Signal input, Signal output) {
    this.input = input;
    this.output = output;
    Draw draw = Draw.fanIn(input.size());
    this.weight = Tensor.of(name + ".weight", draw, output.size(), input.size());
    this.bias = Tensor.of(name + ".bias", draw, output.size());
  }

  /** To so many numbers, which are channels of a single point. */
  public static Kind to(int outputs) {
    return (name, input) -> new Dense(name, input, input.withChannels(outputs).withPoints(1, 1));
  }

  /** To channels over points. */
  public static Kind to(Signal output) {
    return (name, input) -> new Dense(name, input, output);
  }

  @Override
  public Signal input() {
    return input;
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public List<Tensor> tensors() {
    return List.of(weight, bias);
  }

  @Override
  public NDArray apply(Leaves leaves, NDArray x) {
    long batch = x.getShape().get(0);
    return Operations.reshaped(
        Operations.linear(
            Operations.reshaped(x, batch, input.size()), leaves.of(weight), leaves.of(bias)),
        batch,
        output.channels(),
        output.rows(),
        output.columns());
  }

  @Override
  public Cost cost() {
    return new Cost(weight.size() + bias.size(), 1);
  }

  @Override
  public Reach reach() {
    return Reach.WHOLE;
  }
}
