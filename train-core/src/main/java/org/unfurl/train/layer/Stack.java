package org.unfurl.train.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.unfurl.train.engine.Operations;

/**
 * Joins layers to one: each reads what the one before it makes. The only description of a network;
 * its tensors, function, cost and reach are those of its layers.
 *
 * <pre>
 *   Stack.on(input)
 *       .then("in", Convolution.to(26))
 *       .sum(Stack.SAME, inner -&gt; inner.then("change", Convolution.to(26)))
 *       .then(Activation.RELU)
 *       .then("out", Convolution.to(1))
 *       .layer()
 * </pre>
 */
public final class Stack {

  /** A branch that changes nothing: the skip of a residual block. */
  public static final UnaryOperator<Stack> SAME = UnaryOperator.identity();

  private final String prefix;
  private final Signal input;
  private final List<Layer> layers = new ArrayList<>();

  private Stack(String prefix, Signal input) {
    this.prefix = prefix;
    this.input = input;
  }

  /** No layer yet. */
  public static Stack on(Signal input) {
    return new Stack("", input);
  }

  /** What the next layer will read. */
  public Signal signal() {
    return layer().output();
  }

  /**
   * Adds a layer; returns this.
   *
   * @param name of the layer in model files, unique in its part of the network
   */
  public Stack then(String name, Layer.Kind kind) {
    return then(kind.on(prefix + name, signal()));
  }

  /** Adds a function of single numbers; returns this. */
  public Stack then(Activation activation) {
    return then(new Elementwise(signal(), activation::apply));
  }

  /**
   * Adds a part; returns this.
   *
   * @param name with which, and a dot, the names of the part's layers start
   */
  public Stack within(String name, UnaryOperator<Stack> part) {
    return then(part.apply(new Stack(prefix + name + ".", signal())).layer());
  }

  /** Adds the sum of two branches, whose channels are as many; returns this. */
  public Stack sum(UnaryOperator<Stack> first, UnaryOperator<Stack> second) {
    Layer one = branch(first);
    Layer other = branch(second);
    if (one.output().channels() != other.output().channels()) {
      throw new IllegalArgumentException(
          "branches ("
              + one.output().channels()
              + " and "
              + other.output().channels()
              + " channels) must have as many channels to be summed");
    }
    return then(new Branches(one, other, one.output(), Operations::sum));
  }

  /**
   * Adds two branches side by side, the channels of the first before the second's; returns this.
   */
  public Stack join(UnaryOperator<Stack> first, UnaryOperator<Stack> second) {
    Layer one = branch(first);
    Layer other = branch(second);
    Signal both = one.output().withChannels(one.output().channels() + other.output().channels());
    return then(new Branches(one, other, both, (a, b) -> Operations.concatenate(1, a, b)));
  }

  private Layer branch(UnaryOperator<Stack> branch) {
    return branch.apply(new Stack(prefix, signal())).layer();
  }

  private Stack then(Layer layer) {
    layers.add(layer);
    return this;
  }

  /** All of them as one. */
  public Layer layer() {
    return new Sequence(input, layers);
  }
}
