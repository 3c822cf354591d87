package org.unfurl.train.architecture;

import java.util.List;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.train.layer.Activation;
import org.unfurl.train.layer.Convolution;
import org.unfurl.train.layer.Edges;
import org.unfurl.train.layer.Layer;
import org.unfurl.train.layer.Stack;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.TrialSystem;
import org.unfurl.train.setting.Values;

/**
 * The study's graph network (arXiv 2402.12971) on the grid's points: an edge convolution from the
 * inputs to {@code width} channels; {@code depth} blocks x ← φ(x + edge(φ(edge(x)))) with φ =
 * LeakyReLU of slope 0.01; an edge convolution to the outputs. Without blocks a single φ stands in
 * their place.
 *
 * <p>An edge convolution is one linear layer on {@link Edges}, the mean over a point's edges of
 * [x_i, x_j - x_i, direction]. As the layer is linear, it cannot tell the neighbour before a point
 * from that behind it: the direction only adds a summand where a point lacks a neighbour or an
 * edge's direction is turned round. On a periodic line with directions of the grid, the network of
 * a mirrored state is the mirrored network of the state.
 *
 * <p>Parameters for i inputs, o outputs, width C, depth D, e = 4 direction numbers an axis: (2i +
 * e)C + C + 2D((2C + e)C + C) + (2C + e)o + o.
 */
final class GridGraph implements LayeredArchitecture {

  /** Which points of a plane share an edge. */
  enum Neighbours {
    SIDES("sides"),
    CORNERS("sides-and-corners");

    private final String word;

    Neighbours(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** What an edge's direction is the sign of. */
  enum Direction {
    GRID("grid"),
    INDEX("index");

    private final String word;

    Direction(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static final Setting<Neighbours> NEIGHBOURS =
      Setting.choice("network.neighbours", Neighbours.class, Neighbours::word)
          .preset(Neighbours.SIDES)
          .meaning("on planes, the points that share an edge: the four at its sides, or all eight");

  static final Setting<Direction> DIRECTION =
      Setting.choice("network.direction", Direction.class, Direction::word)
          .preset(Direction.GRID)
          .meaning(
              "sign of an edge: of the step on the grid, or of the difference of the points'"
                  + " indices as in the study's code, which is wrong where an axis closes");

  private static final Activation PHI = Activation.LEAKY_RELU;

  @Override
  public String name() {
    return "graph";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        Size.WIDTH,
        Size.DEPTH,
        NEIGHBOURS.matters(TrialSystem.hasGrid(StateShape::isPlane)),
        DIRECTION.matters(TrialSystem.hasGrid(Grid::isPeriodic)));
  }

  @Override
  public Layer layers(Values values, NetworkShape shape) {
    int width = values.of(Size.WIDTH);
    int depth = values.of(Size.DEPTH);
    Stack stack = edge(Stack.on(shape.input()), "in", width, values);
    if (depth == 0) {
      stack.then(PHI);
    }
    for (int block = 0; block < depth; block++) {
      stack.within(
          "blocks." + block,
          part ->
              part.sum(
                      inner ->
                          edge(
                              edge(inner, "edge1", width, values).then(PHI),
                              "edge2",
                              width,
                              values),
                      Stack.SAME)
                  .then(PHI));
    }
    return edge(stack, "out", shape.outputs(), values).layer();
  }

  private static Stack edge(Stack part, String name, int outputs, Values values) {
    boolean diagonal = values.of(NEIGHBOURS) == Neighbours.CORNERS;
    boolean byIndex = values.of(DIRECTION) == Direction.INDEX;
    return part.then("", Edges.mean(diagonal, byIndex)).then(name, Convolution.pointwise(outputs));
  }
}
