package org.unfurl.train.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.unfurl.train.layer.Attention;
import org.unfurl.train.layer.Convolution;
import org.unfurl.train.layer.Doubling;
import org.unfurl.train.layer.Layer;
import org.unfurl.train.layer.Normalisation;
import org.unfurl.train.layer.Stack;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * A U-Net with attention at its bottom, after PDEArena's Unetmodattn (Gupta and Brandstetter, arXiv
 * 2209.15616). Its block to C channels, x ← shortcut(x) + conv2(φ(norm2(conv1(φ(norm1(x)))))): φ =
 * GELU, exact; norm = {@link Normalisation}; shortcut a pointwise convolution where the channels
 * change.
 *
 * <p>A convolution from the inputs to {@code width} channels. Down, a level for every multiplier:
 * {@code depth} (at least 1) blocks to as many channels as before times the multiplier; between two
 * levels a {@link Convolution#halving}. The middle: block, x ← x + pointwise({@link
 * Attention}(pointwise to 3C of x)), block. Up: for every step on the way down, from the last, what
 * it made is put after the channels that there are and a block makes of both as many as it has; so
 * at last of the first convolution; after the block of what a halving made, a {@link Doubling}.
 * Norm, φ, convolution to the outputs.
 *
 * <p>Other than there: attention's softmax runs over the keys, theirs over the queries; doublings
 * have three taps along an axis, theirs four; the last norm has one group, theirs eight; periodic
 * axes are periodic, theirs end in zeros.
 */
final class AttentionUNet implements LayeredArchitecture {

  static final Setting<List<Integer>> MULTIPLIERS =
      Setting.wholeNumbers("network.multipliers", 1, 16)
          .preset(List.of(1, 2, 2, 4))
          .meaning("for every level of the U-Net, its channels over those of the level before");

  @Override
  public String name() {
    return "attention-unet";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(Size.WIDTH, Size.DEPTH, MULTIPLIERS);
  }

  @Override
  public Optional<String> problem(Values values, NetworkShape shape) {
    return values.of(Size.DEPTH) == 0
        ? Optional.of("network.depth (0) must be at least 1, the blocks of a level; set depth: 1")
        : Grid.halvingProblem(
            MULTIPLIERS.key(),
            halvings -> halvings + 1 + " levels",
            values.of(MULTIPLIERS).size() - 1,
            shape.input());
  }

  @Override
  public Layer layers(Values values, NetworkShape shape) {
    Stack stack = Stack.on(shape.input()).then("in", Convolution.to(values.of(Size.WIDTH)));
    return ascend(stack, down(values), 0, false)
        .then("norm", Normalisation.overAll())
        .then(PreActivation.PHI)
        .then("out", Convolution.to(shape.outputs()))
        .layer();
  }

  /** A step on the way down. */
  private record Step(boolean halving, int channels) {

    Stack taken(Stack part) {
      return halving
          ? part.then("halving", Convolution.halving(channels))
          : PreActivation.block(part, channels);
    }
  }

  private static List<Step> down(Values values) {
    List<Step> steps = new ArrayList<>();
    int channels = values.of(Size.WIDTH);
    for (int multiplier : values.of(MULTIPLIERS)) {
      if (!steps.isEmpty()) {
        steps.add(new Step(true, channels));
      }
      channels *= multiplier;
      for (int i = 0; i < values.of(Size.DEPTH); i++) {
        steps.add(new Step(false, channels));
      }
    }
    return steps;
  }

  /** The steps from number {@code next} on, the middle, and the way back up to here. */
  private static Stack ascend(Stack here, List<Step> steps, int next, boolean halved) {
    int channels = here.signal().channels();
    UnaryOperator<Stack> below =
        next == steps.size()
            ? inner -> inner.within("middle", PreActivation::middle)
            : inner -> {
              Step step = steps.get(next);
              inner.within("down." + next, step::taken);
              return ascend(inner, steps, next + 1, step.halving());
            };
    here.join(below, Stack.SAME).within("up." + next, part -> PreActivation.block(part, channels));
    return halved ? here.then("doubling." + next, Doubling.to(channels)) : here;
  }
}
