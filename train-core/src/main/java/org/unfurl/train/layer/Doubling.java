package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.Tensor;

/**
 * The transposed convolution of three taps and stride two: twice the points along every axis. It is
 * the convolution of the signal with a zero put after every point; {@link Padding} is of the signal
 * before that. Tensors as those of {@link Convolution}.
 */
public final class Doubling implements Layer {

  private static final int TAPS = 3;
  private static final int Y = 2;
  private static final int X = 3;

  private final Signal input;
  private final Signal output;
  private final Tensor weight;
  private final Tensor bias;

  private Doubling(String name, Signal input, int outputs) {
    this.input = input;
    this.output = input.withChannels(outputs).finer(2);
    this.weight = Convolution.weight(name, input, outputs, TAPS);
    this.bias = Tensor.of(name + ".bias", weight.draw(), outputs);
  }

  /** To so many channels. */
  public static Kind to(int outputs) {
    return (name, input) -> new Doubling(name, input, outputs);
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
    // One point more at the end; its zero before the first point is what the first tap reads there.
    NDArray spread = spread(Padding.padded(x, input, 0, 1), X);
    return Operations.convolution(
        input.plane() ? spread(spread, Y) : spread,
        Convolution.onPlanes(leaves.of(weight), input),
        leaves.of(bias),
        1,
        1);
  }

  /** With a zero before every point of an axis. */
  private static NDArray spread(NDArray x, int axis) {
    long[] shape = x.getShape().getShape();
    long[] apart = new long[shape.length + 1];
    System.arraycopy(shape, 0, apart, 0, axis + 1);
    System.arraycopy(shape, axis + 1, apart, axis + 2, shape.length - axis - 1);
    apart[axis + 1] = 1;
    NDArray points = Operations.reshaped(x, apart);
    long[] together = shape.clone();
    together[axis] *= 2;
    return Operations.reshaped(
        Operations.concatenate(axis + 1, points.zerosLike(), points), together);
  }

  @Override
  public Cost cost() {
    return new Cost((weight.size() + bias.size()) * output.points(), 1);
  }

  @Override
  public Reach reach() {
    int far = output.spacing();
    return new Reach(input.plane() ? far : 0, far);
  }
}
