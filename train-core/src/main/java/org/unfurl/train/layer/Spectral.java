package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.parameter.Constant;
import org.unfurl.train.parameter.Draw;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.Tensor;

/**
 * A spectral convolution (Li et al., arXiv 2010.08895): the discrete Fourier transform over all
 * axes; of the lowest modes, each times a complex matrix of its own over the channels; the others
 * are left out; back. No bias.
 *
 * <p>As {@code rfft} and {@code rfft2} count them: on a line modes 0 … M - 1; on a plane those
 * along x, and along y 0 … M - 1 and -M … -1. Tensors {@code real} and {@code imaginary}, (input,
 * output, mode) on a line and (2, input, output, y mode, x mode) on a plane, where the first index
 * is 0 for the modes from 0 and 1 for those up to -1. Drawn normal with deviation 1 / (inputs ·
 * outputs).
 */
public final class Spectral implements Layer {

  private static final int PARTS = Fourier.PARTS;

  private final Signal input;
  private final Signal output;
  private final int modes;

  /** Modes along y, of either sign; 1 on a line. */
  private final int modesAlongY;

  private final Tensor real;
  private final Tensor imaginary;
  private final Constant fromX;
  private final Constant toX;
  private final Constant fromY;
  private final Constant toY;

  private Spectral(String name, Signal input, int outputs, int modes) {
    this.input = input;
    this.output = input.withChannels(outputs);
    this.modes = modes;
    this.modesAlongY = input.plane() ? 2 * modes : 1;
    this.real = weight(name + ".real");
    this.imaginary = weight(name + ".imaginary");
    this.fromX = Fourier.fromPoints(input.columns(), modes);
    this.toX = Fourier.toPoints(input.columns(), modes);
    this.fromY = Fourier.fromComplexPoints(input.rows(), modes);
    this.toY = Fourier.toComplexPoints(input.rows(), modes);
  }

  private Tensor weight(String name) {
    int inputs = input.channels();
    int outputs = output.channels();
    Draw draw = Draw.normal(1.0 / ((long) inputs * outputs));
    return input.plane()
        ? Tensor.of(name, draw, 2, inputs, outputs, modes, modes)
        : Tensor.of(name, draw, inputs, outputs, modes);
  }

  /**
   * To so many channels.
   *
   * @param modes along every axis, at most {@link #mostModes}
   */
  public static Kind to(int outputs, int modes) {
    return (name, input) -> new Spectral(name, input, outputs, modes);
  }

  /** The modes that such points can tell apart. */
  public static int mostModes(Signal input) {
    int alongX = input.columns() / 2 + 1;
    return input.plane() ? Math.min(alongX, input.rows() / 2) : alongX;
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
    return List.of(real, imaginary);
  }

  @Override
  public NDArray apply(Leaves leaves, NDArray x) {
    long batch = x.getShape().get(0);
    int rows = PARTS * input.rows();
    NDArray alongX = Operations.product(x, leaves.of(fromX));
    NDArray transformed =
        input.plane()
            ? Operations.product(
                leaves.of(fromY), Operations.reshaped(alongX, batch, input.channels(), rows, modes))
            : alongX;
    NDArray made = mixed(transformed, batch, leaves);
    NDArray alongY = input.plane() ? Operations.product(leaves.of(toY), made) : made;
    return Operations.product(
        Operations.reshaped(alongY, batch, output.channels(), output.rows(), (long) PARTS * modes),
        leaves.of(toX));
  }

  /** Every mode times its matrix: (batch, channel, y mode · 2 + part, x mode) to the same. */
  private NDArray mixed(NDArray transformed, long batch, Leaves leaves) {
    long all = (long) modesAlongY * modes;
    int inputs = input.channels();
    int outputs = output.channels();
    NDArray byMode =
        Operations.permuted(
            Operations.reshaped(transformed, batch, inputs, modesAlongY, PARTS, modes),
            2,
            4,
            0,
            3,
            1);
    NDArray mixed =
        Operations.product(
            Operations.reshaped(byMode, all, batch, (long) PARTS * inputs), matrices(leaves));
    NDArray byState =
        Operations.permuted(
            Operations.reshaped(mixed, modesAlongY, modes, batch, PARTS, outputs), 2, 4, 0, 3, 1);
    return Operations.reshaped(byState, batch, outputs, (long) PARTS * modesAlongY, modes);
  }

  /** For every mode the real matrix of its complex one: (mode, part · input, part · output). */
  private NDArray matrices(Leaves leaves) {
    NDArray a = byMode(leaves.of(real));
    NDArray b = byMode(leaves.of(imaginary));
    return Operations.concatenate(
        1, Operations.concatenate(2, a, b), Operations.concatenate(2, Operations.negated(b), a));
  }

  private NDArray byMode(NDArray weight) {
    NDArray modesFirst =
        input.plane()
            ? Operations.permuted(weight, 0, 3, 4, 1, 2)
            : Operations.permuted(weight, 2, 0, 1);
    return Operations.reshaped(
        modesFirst, (long) modesAlongY * modes, input.channels(), output.channels());
  }

  @Override
  public Cost cost() {
    long channels = (long) input.channels() + output.channels();
    long alongX = channels * input.points() * PARTS * modes;
    long alongY = input.plane() ? channels * PARTS * input.rows() * PARTS * modesAlongY * modes : 0;
    long mixing = 4L * input.channels() * output.channels() * modesAlongY * modes;
    return new Cost(alongX + alongY + mixing, input.plane() ? 5 : 3);
  }

  @Override
  public Reach reach() {
    return Reach.WHOLE;
  }
}
