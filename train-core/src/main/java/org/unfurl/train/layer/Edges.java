package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.parameter.Constant;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.Tensor;

/**
 * The mean over the edges of the grid graph that end in a point: of the channels there, of how far
 * the channels at the edge's other end exceed them, and of its direction; channel after channel in
 * this order. A linear map of the three, {@link Convolution#pointwise}, is then the mean of that
 * map over the edges.
 *
 * <p>A point has an edge from itself and from each neighbour; none from beyond the end of a bounded
 * axis. The direction of an edge is, along x and then on planes along y, -1 if it comes from before
 * the point, 1 if from behind, else 0, four times each.
 */
public final class Edges implements Layer {

  private static final int REPEATED = 4;
  private static final int Y = 2;
  private static final int X = 3;

  private final Signal input;
  private final Signal output;
  private final boolean diagonal;
  private final Constant share;
  private final Constant direction;

  private Edges(Signal input, boolean diagonal, boolean byIndex) {
    this.input = input;
    this.diagonal = diagonal;
    int axes = input.axes();
    this.output = input.withChannels(2 * input.channels() + REPEATED * axes);
    String of = "." + input.withChannels(1) + "." + diagonal;
    this.share = new Constant("share" + of, this::shares, 1, 1, input.rows(), input.columns());
    this.direction =
        new Constant(
            "direction" + of + "." + byIndex,
            () -> directions(byIndex),
            1,
            REPEATED * axes,
            input.rows(),
            input.columns());
  }

  private double[] shares() {
    double[] shares = new double[input.points()];
    for (int point = 0; point < shares.length; point++) {
      shares[point] = 1.0 / EdgeSums.of(input, point, diagonal, false)[0];
    }
    return shares;
  }

  private double[] directions(boolean byIndex) {
    int points = input.points();
    double[] directions = new double[REPEATED * input.axes() * points];
    for (int point = 0; point < points; point++) {
      int[] sums = EdgeSums.of(input, point, diagonal, byIndex);
      for (int i = 0; i < REPEATED * input.axes(); i++) {
        directions[i * points + point] = (double) sums[1 + i / REPEATED] / sums[0];
      }
    }
    return directions;
  }

  /**
   * Means over edges.
   *
   * @param diagonal on planes, whether the four points across a corner are neighbours too
   * @param byIndex whether directions compare the points' indices, which turns them round where an
   *     edge joins the two ends of a periodic axis
   */
  public static Kind mean(boolean diagonal, boolean byIndex) {
    return (name, input) -> new Edges(input, diagonal, byIndex);
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
    NDArray mean = Operations.times(total(x), leaves.of(share));
    NDArray directions =
        Operations.repeated(
            leaves.of(direction),
            x.getShape().get(0),
            (long) REPEATED * input.axes(),
            input.rows(),
            input.columns());
    return Operations.concatenate(1, x, Operations.difference(mean, x), directions);
  }

  /** Of a point and its neighbours. */
  private NDArray total(NDArray x) {
    NDArray alongX = total(x, X, input.periodicX());
    if (!input.plane()) {
      return alongX;
    }
    return diagonal
        ? total(alongX, Y, input.periodicY())
        : Operations.sum(alongX, Operations.difference(total(x, Y, input.periodicY()), x));
  }

  /** Of a point and its two neighbours along an axis. */
  private static NDArray total(NDArray x, int axis, boolean periodic) {
    long length = x.getShape().get(axis);
    NDArray first = Operations.slice(x, axis, 0, 1);
    NDArray last = Operations.slice(x, axis, length - 1, length);
    NDArray padded =
        Operations.concatenate(
            axis, periodic ? last : last.zerosLike(), x, periodic ? first : first.zerosLike());
    return Operations.sum(
        x,
        Operations.sum(
            Operations.slice(padded, axis, 0, length),
            Operations.slice(padded, axis, 2, length + 2)));
  }

  @Override
  public Cost cost() {
    return new Cost(input.size(), 1);
  }

  @Override
  public Reach reach() {
    return new Reach(input.plane() ? 1 : 0, 1);
  }
}
