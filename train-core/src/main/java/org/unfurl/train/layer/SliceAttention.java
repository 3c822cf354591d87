package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.parameter.Constant;
import org.unfurl.train.parameter.Draw;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.Tensor;

/**
 * Attention among slices of the points (Transolver, Wu et al., arXiv 2402.02366). Reads C channels
 * that tell to which slice a point belongs and C that tell what it holds, each C divided among the
 * heads, the first to the first head. In every head, of H = C / heads channels:
 *
 * <ol>
 *   <li>a point's weights for the slices are the softmax over the slices of ({@code slice.weight} ·
 *       x + {@code slice.bias}) / {@code temperature}, the temperature held within 0.1 and 5;
 *   <li>a slice's token is the sum over the points of weight times content, over (the sum of the
 *       weights + 1e-5);
 *   <li>tokens attend to each other: {@code query}, {@code key}, {@code value} without bias,
 *       softmax over the keys of query · key / √H;
 *   <li>a point is the sum over the slices of weight times new token.
 * </ol>
 *
 * <p>The heads share all tensors but {@code temperature}, (1, heads, 1, 1), at first 0.5; the
 * others are drawn as PyTorch's Linear does. Makes C channels.
 */
public final class SliceAttention implements Layer {

  private static final Constant EPSILON = Constant.number("slices.epsilon", 1e-5);
  private static final double COLDEST = 0.1;
  private static final double HOTTEST = 5;
  private static final int SLICES = 2;
  private static final int POINTS = 3;

  private final Signal input;
  private final Signal output;
  private final int heads;
  private final int slices;
  private final int length;
  private final Constant scale;
  private final Tensor sliceWeight;
  private final Tensor sliceBias;
  private final Tensor temperature;
  private final Tensor query;
  private final Tensor key;
  private final Tensor value;

  private SliceAttention(String name, Signal input, int heads, int slices) {
    this.input = input;
    this.output = input.withChannels(input.channels() / 2);
    this.heads = heads;
    this.slices = slices;
    this.length = output.channels() / heads;
    this.scale = Attention.scale(length);
    Draw draw = Draw.fanIn(length);
    this.sliceWeight = Tensor.of(name + ".slice.weight", draw, slices, length);
    this.sliceBias = Tensor.of(name + ".slice.bias", draw, slices);
    this.temperature = Tensor.of(name + ".temperature", Draw.constant(0.5), 1, heads, 1, 1);
    this.query = Tensor.of(name + ".query.weight", draw, length, length);
    this.key = Tensor.of(name + ".key.weight", draw, length, length);
    this.value = Tensor.of(name + ".value.weight", draw, length, length);
  }

  /**
   * Of two channels one.
   *
   * @param heads divide half of the channels read
   */
  public static Kind of(int heads, int slices) {
    return (name, input) -> new SliceAttention(name, input, heads, slices);
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
    return List.of(sliceWeight, sliceBias, temperature, query, key, value);
  }

  @Override
  public NDArray apply(Leaves leaves, NDArray x) {
    long batch = x.getShape().get(0);
    int channels = output.channels();
    NDArray place = byHead(Operations.slice(x, 1, 0, channels), batch);
    NDArray content = byHead(Operations.slice(x, 1, channels, 2L * channels), batch);
    NDArray weights = weights(leaves, place); // (batch, head, slice, point)
    NDArray whole = Operations.sum(Operations.total(weights, POINTS), leaves.of(EPSILON));
    NDArray tokens =
        Operations.quotient(Operations.product(content, transposed(weights)), transposed(whole));
    NDArray result = Operations.product(attended(leaves, tokens), weights);
    return Operations.reshaped(result, batch, channels, output.rows(), output.columns());
  }

  private NDArray byHead(NDArray channels, long batch) {
    return Operations.reshaped(channels, batch, heads, length, input.points());
  }

  private NDArray weights(Leaves leaves, NDArray place) {
    NDArray scores =
        Operations.sum(
            Operations.product(leaves.of(sliceWeight), place),
            Operations.reshaped(leaves.of(sliceBias), slices, 1));
    NDArray heat = Operations.clamped(leaves.of(temperature), COLDEST, HOTTEST);
    return Operations.softmax(Operations.quotient(scores, heat), SLICES);
  }

  /** Tokens (batch, head, channel, slice) to the same. */
  private NDArray attended(Leaves leaves, NDArray tokens) {
    NDArray queries = Operations.product(leaves.of(query), tokens);
    NDArray keys = Operations.product(leaves.of(key), tokens);
    NDArray values = Operations.product(leaves.of(value), tokens);
    NDArray alike =
        Operations.times(Operations.product(transposed(keys), queries), leaves.of(scale));
    return Operations.product(values, Operations.softmax(alike, 2));
  }

  private static NDArray transposed(NDArray matrices) {
    return Operations.permuted(matrices, 0, 1, 3, 2);
  }

  @Override
  public Cost cost() {
    long channels = output.channels();
    long overPoints = 3 * channels * slices * input.points() + (long) slices * input.points();
    long overSlices = 3 * channels * length * slices + 2 * channels * slices * slices;
    return new Cost(overPoints + overSlices, 8);
  }

  @Override
  public Reach reach() {
    return Reach.WHOLE;
  }
}
