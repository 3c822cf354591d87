package org.unfurl.train.architecture;

import java.util.List;
import org.unfurl.train.layer.Activation;
import org.unfurl.train.layer.Convolution;
import org.unfurl.train.layer.Layer;
import org.unfurl.train.layer.Normalisation;
import org.unfurl.train.layer.Stack;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * Residual blocks whose convolutions read farther and farther points, then nearer ones again: a
 * linear map of the channels; {@code depth} blocks x ← x + (norm, dilated convolution, φ, for every
 * dilation); a linear map to the outputs. APEBench's {@code Dil} has dilations 1, 2, 4, 2, 1;
 * PDEArena's has 1, 2, 4, 8, 4, 2, 1.
 */
final class DilatedResNet implements LayeredArchitecture {

  /** Of a block's convolutions. */
  static final Setting<List<Integer>> DILATIONS =
      Setting.wholeNumbers("network.dilations", 1, 1_024)
          .preset(List.of(1, 2, 4, 2, 1))
          .unit("points")
          .meaning("distances of the points that the convolutions of a block read");

  @Override
  public String name() {
    return "dilated-resnet";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        Size.WIDTH,
        Size.DEPTH,
        DILATIONS.matters(Size::hasBlocks),
        Activation.SETTING.matters(Size::hasBlocks));
  }

  @Override
  public Layer layers(Values values, NetworkShape shape) {
    int width = values.of(Size.WIDTH);
    Stack stack = Stack.on(shape.input()).then("lift", Convolution.pointwise(width));
    for (int block = 0; block < values.of(Size.DEPTH); block++) {
      stack.within(
          "blocks." + block, part -> part.sum(Stack.SAME, inner -> dilated(inner, values)));
    }
    return stack.then("project", Convolution.pointwise(shape.outputs())).layer();
  }

  private static Stack dilated(Stack stack, Values values) {
    int number = 0;
    for (int dilation : values.of(DILATIONS)) {
      number++;
      stack
          .then("norm" + number, Normalisation.overAll())
          .then("conv" + number, Convolution.dilated(values.of(Size.WIDTH), dilation))
          .then(values.of(Activation.SETTING));
    }
    return stack;
  }
}
