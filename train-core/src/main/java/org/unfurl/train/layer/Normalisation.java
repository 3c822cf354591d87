package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.parameter.Draw;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.Tensor;

/**
 * To mean 0 and variance 1, with ε = 1e-5; then a factor and a summand for every channel, {@code
 * weight} and {@code bias}, at first 1 and 0.
 */
public final class Normalisation implements Layer {

  private static final double EPSILON = 1e-5;

  private final Signal input;
  private final boolean everyPoint;
  private final Tensor weight;
  private final Tensor bias;

  private Normalisation(String name, Signal input, boolean everyPoint) {
    this.input = input;
    this.everyPoint = everyPoint;
    this.weight = Tensor.of(name + ".weight", Draw.constant(1), input.channels());
    this.bias = Tensor.of(name + ".bias", Draw.constant(0), input.channels());
  }

  /**
   * Every state, over all channels and points: GroupNorm with one group (Wu and He, arXiv
   * 1803.08494). Every point depends on all, if weakly.
   */
  public static Kind overAll() {
    return (name, input) -> new Normalisation(name, input, false);
  }

  /** Every point, over its channels: LayerNorm (Ba et al., arXiv 1607.06450). */
  public static Kind overChannels() {
    return (name, input) -> new Normalisation(name, input, true);
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
    NDArray factor = leaves.of(weight);
    NDArray summand = leaves.of(bias);
    if (!everyPoint) {
      return Operations.normalised(x, everywhere(factor), everywhere(summand), EPSILON);
    }
    NDArray channelsLast = Operations.permuted(x, 0, 2, 3, 1);
    return Operations.permuted(
        Operations.normalised(channelsLast, factor, summand, EPSILON), 0, 3, 1, 2);
  }

  private NDArray everywhere(NDArray channels) {
    return Operations.repeated(
        Operations.reshaped(channels, input.channels(), 1, 1),
        input.channels(),
        input.rows(),
        input.columns());
  }

  /** Its sums and its scaling, a product each. */
  @Override
  public Cost cost() {
    return new Cost(2L * input.size(), 1);
  }

  /**
   * What a network's layers reach besides: mean and variance of a state are told to every point,
   * but nothing of where anything is.
   */
  @Override
  public Reach reach() {
    return Reach.NONE;
  }
}
