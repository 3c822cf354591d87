package org.unfurl.train.parameter;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A named tensor of a network.
 *
 * @param name in model files, such as {@code blocks.0.conv1.weight}; unique in its network
 * @param shape in model files and for layers
 * @param order the shape's axes as the flat vector runs over them, the slowest first
 * @param draw makes the first values, in the order of the flat vector
 */
public record Tensor(String name, List<Integer> shape, List<Integer> order, Draw draw) {

  /** Checks and copies. */
  public Tensor {
    shape = List.copyOf(shape);
    order = List.copyOf(order);
    if (!order.stream().sorted().toList().equals(axes(shape.size()))) {
      throw new IllegalArgumentException(
          "order " + order + " of " + name + " must name every axis of " + shape + " once");
    }
  }

  /** A tensor over which the flat vector runs row by row. */
  public static Tensor of(String name, Draw draw, Integer... shape) {
    return new Tensor(name, List.of(shape), axes(shape.length), draw);
  }

  private static List<Integer> axes(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** How many numbers. */
  public long size() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** Whether the flat vector runs over it row by row. */
  boolean isRowMajor() {
    return order.equals(axes(shape.size()));
  }

  /** Its shape as the flat vector runs over it. */
  long[] flatShape() {
    return order.stream().mapToLong(shape::get).toArray();
  }

  /** For every axis of the shape, which axis of {@link #flatShape} it is. */
  long[] fromFlat() {
    return IntStream.range(0, shape.size()).mapToLong(order::indexOf).toArray();
  }

  /** For every number row by row, how far from the tensor's start the flat vector has it. */
  int[] flatOffsets() {
    int axes = shape.size();
    int[] strides = new int[axes];
    int stride = 1;
    for (int i = axes - 1; i >= 0; i--) {
      strides[order.get(i)] = stride;
      stride *= shape.get(order.get(i));
    }
    int[] offsets = new int[stride];
    int[] index = new int[axes];
    for (int i = 0; i < offsets.length; i++) {
      for (int axis = 0; axis < axes; axis++) {
        offsets[i] += strides[axis] * index[axis];
      }
      for (int axis = axes - 1; axis >= 0 && ++index[axis] == shape.get(axis); axis--) {
        index[axis] = 0;
      }
    }
    return offsets;
  }
}
