package org.unfurl.train.parameter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.unfurl.sim.random.Seed;

/** Where each tensor of a network stands in the one flat vector. */
public final class ParameterLayout {

  private final List<Tensor> tensors;
  private final Map<String, Integer> offsets = new LinkedHashMap<>();
  private final int size;

  /**
   * One tensor after another.
   *
   * @throws IllegalArgumentException if two have one name, or if the flat vector would be longer
   *     than an array can be
   */
  public ParameterLayout(List<Tensor> tensors) {
    this.tensors = List.copyOf(tensors);
    size = arraySize(tensors);
    int offset = 0;
    for (Tensor tensor : tensors) {
      if (offsets.put(tensor.name(), offset) != null) {
        throw new IllegalArgumentException(
            "tensor (" + tensor.name() + ") must have a name of its own in its network");
      }
      offset += (int) tensor.size();
    }
  }

  private static int arraySize(List<Tensor> tensors) {
    long size = tensors.stream().mapToLong(Tensor::size).reduce(0, Math::addExact);
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "network (over "
              + Integer.MAX_VALUE
              + " parameters) must fit into one array, choose a smaller width or depth");
    }
    return (int) size;
  }

  /** In the order of the flat vector. */
  public List<Tensor> tensors() {
    return tensors;
  }

  /** Where the flat vector has the first number of a tensor of this layout. */
  public int offset(Tensor tensor) {
    return offsets.get(tensor.name());
  }

  /** Where the flat vector has what follows the tensor. */
  public int end(Tensor tensor) {
    return offset(tensor) + (int) tensor.size();
  }

  /** Length of the flat vector. */
  public int size() {
    return size;
  }

  /** First values, drawn in the order of the flat vector. */
  public double[] draw(Seed seed) {
    SplittableRandom generator = seed.generator();
    double[] values = new double[size];
    for (Tensor tensor : tensors) {
      tensor.draw().fill(values, offset(tensor), end(tensor), generator);
    }
    return values;
  }
}
