package org.unfurl.train.architecture;

import java.util.List;
import java.util.Optional;
import org.unfurl.train.layer.Activation;
import org.unfurl.train.layer.Convolution;
import org.unfurl.train.layer.Layer;
import org.unfurl.train.layer.Normalisation;
import org.unfurl.train.layer.Positions;
import org.unfurl.train.layer.SliceAttention;
import org.unfurl.train.layer.Stack;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * Transolver (Wu et al., arXiv 2402.02366) as for structured grids, of {@code width} C: {@link
 * Positions} besides the inputs; pointwise to 2C, GELU, pointwise to C; {@code depth} blocks x ← x
 * + attention(norm(x)), x ← x + change(norm(x)); norm, pointwise to the outputs.
 *
 * <p>Attention is a convolution of three points along every axis to 2C channels (of which the first
 * C say to which slice a point belongs), {@link SliceAttention}, pointwise to C. Change is
 * pointwise to C, GELU, pointwise to C. Norm is {@link Normalisation#overChannels}. GELU is exact.
 * Weights are drawn as PyTorch does, where the authors draw theirs normal with deviation 0.02;
 * their trained summand after the second layer is that layer's bias here.
 *
 * <p>Parameters for i inputs, p position channels (2 an axis if periodic, else 1), o outputs, h
 * heads, S slices, H = C/h, in d dimensions: 2(i + p)C + 2C + 2C² + C + depth · (4C + 2 · 3^d C² +
 * 2C + SH + S + h + 3H² + 3(C² + C)) + 2C + Co + o.
 */
final class SliceTransformer implements LayeredArchitecture {

  static final Setting<Integer> HEADS =
      Setting.wholeNumber("network.heads", 1, 64)
          .preset(4)
          .meaning("heads of the attention, which share the width among them");

  static final Setting<Integer> SLICES =
      Setting.wholeNumber("network.slices", 1, 1_024)
          .preset(32)
          .meaning("groups of points that attend to each other");

  private static final Activation PHI = Activation.GELU;

  @Override
  public String name() {
    return "transformer";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        Size.WIDTH, Size.DEPTH, HEADS.matters(Size::hasBlocks), SLICES.matters(Size::hasBlocks));
  }

  @Override
  public Optional<String> problem(Values values, NetworkShape shape) {
    int width = values.of(Size.WIDTH);
    int heads = values.of(HEADS);
    if (width % heads == 0 || !Size.hasBlocks(values)) {
      return Optional.empty();
    }
    int below = width / heads * heads;
    return Optional.of(
        "network.width ("
            + width
            + ") must be divisible by the number of heads ("
            + heads
            + "); set width: "
            + (below == 0 ? heads : below + " or " + (below + heads)));
  }

  @Override
  public Layer layers(Values values, NetworkShape shape) {
    int width = values.of(Size.WIDTH);
    Stack stack =
        Stack.on(shape.input())
            .then("", Positions.added())
            .then("lift1", Convolution.pointwise(2 * width))
            .then(PHI)
            .then("lift2", Convolution.pointwise(width));
    for (int block = 0; block < values.of(Size.DEPTH); block++) {
      stack.within(
          "blocks." + block,
          part ->
              part.sum(inner -> attention(inner, values), Stack.SAME)
                  .sum(inner -> change(inner, width), Stack.SAME));
    }
    return stack
        .then("norm", Normalisation.overChannels())
        .then("projection", Convolution.pointwise(shape.outputs()))
        .layer();
  }

  private static Stack attention(Stack part, Values values) {
    int width = values.of(Size.WIDTH);
    return part.then("norm1", Normalisation.overChannels())
        .then("in", Convolution.to(2 * width))
        .then("attention", SliceAttention.of(values.of(HEADS), values.of(SLICES)))
        .then("out", Convolution.pointwise(width));
  }

  private static Stack change(Stack part, int width) {
    return part.then("norm2", Normalisation.overChannels())
        .then("change1", Convolution.pointwise(width))
        .then(PHI)
        .then("change2", Convolution.pointwise(width));
  }
}
