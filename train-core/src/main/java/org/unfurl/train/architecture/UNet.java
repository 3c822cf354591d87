package org.unfurl.train.architecture;

import java.util.List;
import java.util.Optional;
import org.unfurl.train.layer.Activation;
import org.unfurl.train.layer.Convolution;
import org.unfurl.train.layer.Doubling;
import org.unfurl.train.layer.Layer;
import org.unfurl.train.layer.Normalisation;
import org.unfurl.train.layer.Stack;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * APEBench's {@code UNet}. On every level half as many points and twice as many channels: a
 * convolution of every second point and two more, what lies below, a transposed convolution back,
 * beside what came in two convolutions to the channels that came in. Before it two convolutions to
 * {@code width} channels, behind it a linear map to the outputs. Convolutions in twos have norm and
 * φ behind each.
 */
final class UNet implements LayeredArchitecture {

  /** How often the points are halved. */
  static final Setting<Integer> LEVELS =
      Setting.wholeNumber("network.levels", 0, 10)
          .preset(2)
          .meaning("how often the points along every axis are halved");

  @Override
  public String name() {
    return "unet";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(Size.WIDTH, LEVELS, Activation.SETTING);
  }

  @Override
  public Optional<String> problem(Values values, NetworkShape shape) {
    return Grid.halvingProblem(LEVELS.key(), Integer::toString, values.of(LEVELS), shape.input());
  }

  @Override
  public Layer layers(Values values, NetworkShape shape) {
    int width = values.of(Size.WIDTH);
    Activation phi = values.of(Activation.SETTING);
    Stack stack = Stack.on(shape.input()).within("lift", part -> two(part, width, phi));
    level(stack, 0, values.of(LEVELS), phi);
    return stack.then("project", Convolution.pointwise(shape.outputs())).layer();
  }

  private static Stack level(Stack stack, int level, int levels, Activation phi) {
    if (level == levels) {
      return stack;
    }
    int width = stack.signal().channels();
    return stack
        .join(
            Stack.SAME,
            below -> {
              below
                  .then("down." + level + ".halving", Convolution.halving(width))
                  .within("down." + level, part -> two(part, 2 * width, phi));
              return level(below, level + 1, levels, phi)
                  .then("up." + level + ".doubling", Doubling.to(width));
            })
        .within("up." + level, part -> two(part, width, phi));
  }

  private static Stack two(Stack stack, int width, Activation phi) {
    for (int number = 1; number <= 2; number++) {
      stack
          .then("conv" + number, Convolution.to(width))
          .then("norm" + number, Normalisation.overAll())
          .then(phi);
    }
    return stack;
  }
}
