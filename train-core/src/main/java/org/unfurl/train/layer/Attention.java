package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.parameter.Constant;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.Tensor;

/**
 * Attention among all points with one head (Vaswani et al., arXiv 1706.03762): reads C channels of
 * queries, C of keys and C of values; makes at every point the mean of all values, weighted by the
 * softmax over the keys of query · key / √C. No parameters.
 */
public final class Attention implements Layer {

  private static final int READ = 3;

  private final Signal input;
  private final Signal output;
  private final Constant scale;

  private Attention(Signal input) {
    this.input = input;
    this.output = input.withChannels(input.channels() / READ);
    this.scale = scale(output.channels());
  }

  /** Of three channels one. */
  public static Kind overPoints() {
    return (name, input) -> new Attention(input);
  }

  /** What products of vectors of so many numbers are multiplied by before a softmax. */
  static Constant scale(int length) {
    return Constant.number("attention.scale." + length, 1 / Math.sqrt(length));
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
    return List.of();
  }

  @Override
  public NDArray apply(Leaves leaves, NDArray x) {
    int channels = output.channels();
    long batch = x.getShape().get(0);
    NDArray all = Operations.reshaped(x, batch, input.channels(), input.points());
    NDArray queries = Operations.slice(all, 1, 0, channels);
    NDArray keys = Operations.slice(all, 1, channels, 2L * channels);
    NDArray values = Operations.slice(all, 1, 2L * channels, 3L * channels);
    NDArray alike = Operations.product(Operations.permuted(keys, 0, 2, 1), queries);
    NDArray weights = Operations.softmax(Operations.times(alike, leaves.of(scale)), 1);
    return Operations.reshaped(
        Operations.product(values, weights), batch, channels, output.rows(), output.columns());
  }

  @Override
  public Cost cost() {
    return new Cost(2L * input.points() * input.points() * output.channels(), 2);
  }

  @Override
  public Reach reach() {
    return Reach.WHOLE;
  }
}
