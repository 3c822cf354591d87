package org.unfurl.train.parameter;

import java.util.List;

/**
 * Numbers that a layer computes with and training does not change. A network makes native memory of
 * one when it first meets it, and keeps that.
 */
public final class Constant {

  private final String name;
  private final List<Integer> shape;
  private final double[] values;

  /**
   * Of this shape, row by row.
   *
   * @param name tells all that the numbers depend on: a network keeps those of one name once
   * @param values handed over
   */
  public Constant(String name, double[] values, Integer... shape) {
    this.name = name;
    this.shape = List.of(shape);
    this.values = values;
  }

  String name() {
    return name;
  }

  long[] shape() {
    return shape.stream().mapToLong(Integer::longValue).toArray();
  }

  double[] values() {
    return values;
  }
}
