package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.parameter.Constant;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.Tensor;

/**
 * Tells every point where it is, in channels after those that it reads: along x, then on planes
 * along y, point i of n has sin(2πi/n) and cos(2πi/n) on a periodic axis, and (i + ½)/n on a
 * bounded one.
 */
public final class Positions implements Layer {

  private final Signal input;
  private final Signal output;
  private final Constant positions;

  private Positions(Signal input) {
    this.input = input;
    int alongX = input.periodicX() ? 2 : 1;
    int alongY = !input.plane() ? 0 : input.periodicY() ? 2 : 1;
    this.output = input.withChannels(input.channels() + alongX + alongY);
    this.positions =
        new Constant(
            "positions." + input.withChannels(1),
            () -> values(alongX, alongY),
            1,
            alongX + alongY,
            input.rows(),
            input.columns());
  }

  private double[] values(int alongX, int alongY) {
    double[] values = new double[(alongX + alongY) * input.points()];
    for (int point = 0; point < input.points(); point++) {
      int row = point / input.columns();
      int column = point % input.columns();
      put(values, 0, point, column, input.columns(), input.periodicX());
      if (input.plane()) {
        put(values, alongX, point, row, input.rows(), input.periodicY());
      }
    }
    return values;
  }

  private void put(
      double[] values, int channel, int point, int index, int length, boolean periodic) {
    int at = channel * input.points() + point;
    if (periodic) {
      double angle = 2 * Math.PI * index / length;
      values[at] = Math.sin(angle);
      values[at + input.points()] = Math.cos(angle);
    } else {
      values[at] = (index + 0.5) / length;
    }
  }

  /** Besides all channels that there are. */
  public static Kind added() {
    return (name, input) -> new Positions(input);
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
    int more = output.channels() - input.channels();
    return Operations.concatenate(
        1,
        x,
        Operations.repeated(
            leaves.of(positions), x.getShape().get(0), more, input.rows(), input.columns()));
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
