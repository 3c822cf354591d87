package org.unfurl.train.architecture;

import java.util.List;
import java.util.function.UnaryOperator;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.layer.Activation;
import org.unfurl.train.layer.Convolution;
import org.unfurl.train.layer.Layer;
import org.unfurl.train.layer.Signal;
import org.unfurl.train.layer.Stack;
import org.unfurl.train.network.Network;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;
import org.unfurl.train.vector.VectorConvResNet;

/**
 * The study's ConvResNets (arXiv 2402.12971), with φ = LeakyReLU of slope 0.01.
 *
 * <p>That of its lines: a convolution from the inputs to {@code width} channels; {@code depth}
 * residual blocks x ← φ(x + conv(φ(conv(x)))); a convolution to the outputs. Without blocks a
 * single φ stands in their place.
 *
 * <p>That of its planes has {@code widths}: blocks to so many channels each, x ← φ(skip(x) +
 * conv(φ(conv(x)))) with a linear map of the channels as skip; a convolution to the outputs.
 */
final class ConvResNet implements LayeredArchitecture {

  /** Channels of block after block. */
  static final Setting<List<Integer>> WIDTHS =
      Setting.wholeNumbersOrNone("network.widths", 1, 1_024)
          .preset(List.of())
          .neutral(List.of())
          .example(List.of(8, 20, 30, 20, 8))
          .meaning(
              "channels of block after block, as on the study's planes, in place of `width` and"
                  + " `depth`");

  private static final Activation PHI = Activation.LEAKY_RELU;

  @Override
  public String name() {
    return "conv-resnet";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        Size.WIDTH.matters(ConvResNet::isEven), Size.DEPTH.matters(ConvResNet::isEven), WIDTHS);
  }

  /** Whether all blocks have the same width. */
  private static boolean isEven(Values values) {
    return values.of(WIDTHS).isEmpty();
  }

  @Override
  public Layer layers(Values values, NetworkShape shape) {
    return layers(values, shape.input(), shape.outputs());
  }

  static Layer layers(Values values, Signal input, int outputs) {
    Stack stack = Stack.on(input);
    return (isEven(values) ? even(stack, values) : uneven(stack, values.of(WIDTHS)))
        .then("out", Convolution.to(outputs))
        .layer();
  }

  private static Stack even(Stack stack, Values values) {
    int width = values.of(Size.WIDTH);
    int depth = values.of(Size.DEPTH);
    stack.then("in", Convolution.to(width));
    if (depth == 0) {
      stack.then(PHI);
    }
    for (int block = 0; block < depth; block++) {
      stack.within("blocks." + block, part -> block(part, width, PHI, Stack.SAME));
    }
    return stack;
  }

  private static Stack uneven(Stack stack, List<Integer> widths) {
    for (int block = 0; block < widths.size(); block++) {
      int width = widths.get(block);
      stack.within(
          "blocks." + block,
          part -> block(part, width, PHI, skip -> skip.then("skip", Convolution.pointwise(width))));
    }
    return stack;
  }

  /** x ← φ(skip(x) + conv(φ(conv(x)))). */
  static Stack block(Stack stack, int width, Activation phi, UnaryOperator<Stack> skip) {
    return stack
        .sum(
            change ->
                change
                    .then("conv1", Convolution.to(width))
                    .then(phi)
                    .then("conv2", Convolution.to(width)),
            skip)
        .then(phi);
  }

  @Override
  public boolean onKernels(Values values, NetworkShape shape) {
    return isEven(values) && !shape.states().isPlane() && shape.states().periodicX();
  }

  @Override
  public Network network(Values values, NetworkShape shape, ParameterVector parameters) {
    return onKernels(values, shape) && parameters.session().precision() == Precision.FLOAT32
        ? new VectorConvResNet(values.of(Size.DEPTH), Activation.SLOPE, parameters)
        : LayeredArchitecture.super.network(values, shape, parameters);
  }
}
