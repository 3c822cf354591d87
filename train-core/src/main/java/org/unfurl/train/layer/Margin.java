package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.Tensor;

/**
 * More points beyond both ends of every bounded axis, as {@link Padding} makes them, or as many
 * fewer: what lies between two margins may wrap around. Periodic axes stay as they are.
 */
public final class Margin implements Layer {

  private final Signal input;
  private final Signal output;

  private Margin(Signal input, int rows, int columns) {
    this.input = input;
    this.output = input.withPoints(input.rows() + 2 * rows, input.columns() + 2 * columns);
  }

  /**
   * Points added beyond each end: so large a part of the axis, at least.
   *
   * @param part not negative
   */
  public static Kind added(double part) {
    return (name, input) ->
        new Margin(
            input,
            input.plane() && !input.periodicY() ? (int) Math.ceil(part * input.rows()) : 0,
            input.periodicX() ? 0 : (int) Math.ceil(part * input.columns()));
  }

  /** Only the points of what there was before a margin was added. */
  public static Kind takenOff(Signal before) {
    return (name, input) ->
        new Margin(
            input, (before.rows() - input.rows()) / 2, (before.columns() - input.columns()) / 2);
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
    int rows = (output.rows() - input.rows()) / 2;
    int columns = (output.columns() - input.columns()) / 2;
    return Padding.withMargin(x, rows, columns);
  }

  @Override
  public Cost cost() {
    return Cost.NONE;
  }

  @Override
  public Reach reach() {
    return Reach.NONE;
  }
}
