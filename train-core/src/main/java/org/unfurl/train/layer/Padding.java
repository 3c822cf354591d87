package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.unfurl.train.engine.Operations;

/**
 * What stands beyond the ends of a signal's axes, in every layer of every network: along a periodic
 * axis the points of its other end; along a bounded one its last point, repeated. What the physics
 * prescribes there, the network learns.
 */
public final class Padding {

  private static final int Y = 2;
  private static final int X = 3;

  private Padding() {}

  /**
   * With more points before the first and after the last, along both axes of a plane and along a
   * line.
   *
   * @param x (batch, channel, y, x)
   */
  public static NDArray padded(NDArray x, Signal signal, int before, int after) {
    NDArray rows = signal.plane() ? padded(x, Y, signal.periodicY(), before, after) : x;
    return padded(rows, X, signal.periodicX(), before, after);
  }

  /**
   * With so many more points before the first and after the last of an axis, its end repeated; or,
   * where negative, so many fewer.
   *
   * @param x (batch, channel, y, x)
   */
  static NDArray withMargin(NDArray x, int rows, int columns) {
    return longer(longer(x, Y, rows), X, columns);
  }

  private static NDArray longer(NDArray x, int axis, int points) {
    return points < 0
        ? Operations.slice(x, axis, -points, x.getShape().get(axis) + points)
        : padded(x, axis, false, points, points);
  }

  private static NDArray padded(NDArray x, int axis, boolean periodic, int before, int after) {
    if (before == 0 && after == 0) {
      return x;
    }
    List<NDArray> parts =
        periodic ? around(x, axis, before, after) : repeatedEnds(x, axis, before, after);
    return Operations.concatenate(axis, parts.toArray(NDArray[]::new));
  }

  private static List<NDArray> around(NDArray x, int axis, int before, int after) {
    long length = x.getShape().get(axis);
    List<NDArray> parts = new ArrayList<>();
    long position = -before;
    while (position < length + after) {
      long from = Math.floorMod(position, length);
      long to = Math.min(length, from + length + after - position);
      parts.add(from == 0 && to == length ? x : Operations.slice(x, axis, from, to));
      position += to - from;
    }
    return parts;
  }

  private static List<NDArray> repeatedEnds(NDArray x, int axis, int before, int after) {
    long length = x.getShape().get(axis);
    List<NDArray> parts = new ArrayList<>();
    if (before > 0) {
      parts.add(repeated(Operations.slice(x, axis, 0, 1), axis, before));
    }
    parts.add(x);
    if (after > 0) {
      parts.add(repeated(Operations.slice(x, axis, length - 1, length), axis, after));
    }
    return parts;
  }

  private static NDArray repeated(NDArray point, int axis, int count) {
    long[] shape = point.getShape().getShape().clone();
    shape[axis] = count;
    return count == 1 ? point : Operations.repeated(point, shape);
  }
}
