package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.parameter.Draw;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.Tensor;

/**
 * A convolution with bias over an odd number of points along every axis, {@link Padding} beyond the
 * ends. Tensors {@code weight}, (output, input, tap) on a line and (output, input, y, x) on a
 * plane, and {@code bias}, drawn as PyTorch does.
 *
 * <p>In the flat vector a line's weights run (output, tap, input), which is how the vector kernels
 * read them.
 */
public final class Convolution implements Layer {

  private final Signal input;
  private final Signal output;
  private final int taps;
  private final int stride;
  private final int dilation;
  private final Tensor weight;
  private final Tensor bias;

  private Convolution(String name, Signal input, int outputs, int taps, int stride, int dilation) {
    this.input = input;
    this.output = input.withChannels(outputs).coarser(stride);
    this.taps = taps;
    this.stride = stride;
    this.dilation = dilation;
    this.weight = weight(name, input, outputs, taps);
    this.bias = Tensor.of(name + ".bias", weight.draw(), outputs);
  }

  /** The weight of a convolution of so many taps along every axis. */
  static Tensor weight(String name, Signal input, int outputs, int taps) {
    int inputs = input.channels();
    Draw draw = Draw.fanIn((long) inputs * taps * (input.plane() ? taps : 1));
    String tensor = name + ".weight";
    if (input.plane()) {
      return Tensor.of(tensor, draw, outputs, inputs, taps, taps);
    }
    return taps == 1
        ? Tensor.of(tensor, draw, outputs, inputs, taps)
        : new Tensor(tensor, List.of(outputs, inputs, taps), List.of(0, 2, 1), draw);
  }

  /** A weight as a plane's; a line is one row. */
  static NDArray onPlanes(NDArray weight, Signal input) {
    long[] shape = weight.getShape().getShape();
    return input.plane() ? weight : Operations.reshaped(weight, shape[0], shape[1], 1, shape[2]);
  }

  /** Over a point and its neighbours. */
  public static Kind to(int outputs) {
    return dilated(outputs, 1);
  }

  /** Over the point alone: a linear map of the channels. */
  public static Kind pointwise(int outputs) {
    return (name, input) -> new Convolution(name, input, outputs, 1, 1, 1);
  }

  /** Over a point and those so far away on every side. */
  public static Kind dilated(int outputs, int dilation) {
    return (name, input) -> new Convolution(name, input, outputs, 3, 1, dilation);
  }

  /** Over every second point and its neighbours: half the points along every axis. */
  public static Kind halving(int outputs) {
    return (name, input) -> new Convolution(name, input, outputs, 3, 2, 1);
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
    if (taps == 1 || !input.plane()) {
      return asProduct(leaves, x);
    }
    int margin = margin();
    return Operations.convolution(
        Padding.padded(x, input, margin, margin),
        leaves.of(weight),
        leaves.of(bias),
        stride,
        dilation);
  }

  /**
   * As one product of the channels that every point sees, which is faster than the engine's
   * convolution of one tap or of one row. It keeps the channels of a point side by side in memory,
   * and so do the layers between.
   */
  private NDArray asProduct(Leaves leaves, NDArray x) {
    NDArray matrix =
        Operations.reshaped(leaves.flat(weight), output.channels(), (long) taps * input.channels());
    NDArray seen = Operations.permuted(taps == 1 ? x : neighbours(x), 0, 2, 3, 1);
    return Operations.permuted(Operations.linear(seen, matrix, leaves.of(bias)), 0, 3, 1, 2);
  }

  /** The channels of every tap's points of a line, tap after tap. */
  private NDArray neighbours(NDArray x) {
    NDArray padded = Padding.padded(x, input, margin(), margin());
    long span = (output.columns() - 1L) * stride + 1;
    NDArray[] seen = new NDArray[taps];
    for (int tap = 0; tap < taps; tap++) {
      long from = (long) tap * dilation;
      seen[tap] = Operations.slice(padded, 3, from, from + span, stride);
    }
    return Operations.concatenate(1, seen);
  }

  /** Points read on either side. */
  private int margin() {
    return dilation * (taps - 1) / 2;
  }

  @Override
  public Cost cost() {
    return new Cost((weight.size() + bias.size()) * output.points(), 1);
  }

  @Override
  public Reach reach() {
    int far = margin() * input.spacing();
    return new Reach(input.plane() ? far : 0, far);
  }
}
