package org.unfurl.train.script;

import java.util.List;
import org.unfurl.train.layer.Reach;

/**
 * What was found out about a file of TorchScript as a network.
 *
 * @param problem why it cannot be trained and what mends it; empty if it can
 * @param parameters in the order in which the module has them; empty if there is a problem
 * @param reach how far away the points are that one point of the output was seen to depend on
 */
public record Inspection(String problem, List<Parameter> parameters, Reach reach) {

  /** Copies. */
  public Inspection {
    parameters = List.copyOf(parameters);
  }

  static Inspection refused(String problem) {
    return new Inspection(problem, List.of(), Reach.NONE);
  }

  /**
   * A parameter of a module.
   *
   * @param name such as {@code blocks.0.conv1.weight}
   * @param shape as in PyTorch
   * @param saved its values in the file, row by row
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Parameter(String name, List<Integer> shape, double[] saved) {

    /** Copies the shape. */
    public Parameter {
      shape = List.copyOf(shape);
    }

    /** Numbers that make one value: all axes but the first. */
    long fanIn() {
      return shape.stream().skip(1).mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
  }
}
