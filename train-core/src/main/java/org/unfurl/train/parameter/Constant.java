package org.unfurl.train.parameter;

import java.util.List;
import java.util.function.Supplier;

/**
 * Numbers that a layer computes with and training does not change. A network makes native memory of
 * one when it first meets it, and keeps that.
 */
public final class Constant {

  private final String name;
  private final List<Integer> shape;
  private final Supplier<double[]> values;

  /**
   * Of this shape, row by row.
   *
   * @param name tells all that the numbers depend on: a network keeps those of one name once
   * @param values asked for when a network computes, not when it is only described
   */
  public Constant(String name, Supplier<double[]> values, Integer... shape) {
    this.name = name;
    this.shape = List.of(shape);
    this.values = values;
  }

  /** A single number. */
  public static Constant number(String name, double value) {
    return new Constant(name, () -> new double[] {value}, 1);
  }

  String name() {
    return name;
  }

  long[] shape() {
    return shape.stream().mapToLong(Integer::longValue).toArray();
  }

  double[] values() {
    return values.get();
  }
}
