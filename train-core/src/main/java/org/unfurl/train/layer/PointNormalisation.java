package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.parameter.Draw;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.Tensor;

/**
 * LayerNorm (Ba et al., arXiv 1607.06450) with ε = 1e-5: every point to mean 0 and variance 1 over
 * its channels, then a factor and a summand for every channel, {@code weight} and {@code bias}, at
 * first 1 and 0.
 */
public final class PointNormalisation implements Layer {

  private static final double EPSILON = 1e-5;

  private final Signal input;
  private final Tensor weight;
  private final Tensor bias;

  private PointNormalisation(String name, Signal input) {
    this.input = input;
    this.weight = Tensor.of(name + ".weight", Draw.constant(1), input.channels());
    this.bias = Tensor.of(name + ".bias", Draw.constant(0), input.channels());
  }

  /** Of the channels of every point. */
  public static Kind overChannels() {
    return PointNormalisation::new;
  }

  @Override
  public Signal input() {
    return input;
  }

  @Override
  public Signal output() {
    return input;
  }

  @Override
  public List<Tensor> tensors() {
    return List.of(weight, bias);
  }

  @Override
  public NDArray apply(Leaves leaves, NDArray x) {
    NDArray channelsLast = Operations.permuted(x, 0, 2, 3, 1);
    return Operations.permuted(
        Operations.normalised(channelsLast, leaves.of(weight), leaves.of(bias), EPSILON),
        0,
        3,
        1,
        2);
  }

  /** Its sums and its scaling, a product each. */
  @Override
  public Cost cost() {
    return new Cost(2L * input.size(), 1);
  }

  @Override
  public Reach reach() {
    return Reach.NONE;
  }
}
