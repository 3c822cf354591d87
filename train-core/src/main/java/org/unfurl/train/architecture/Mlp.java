package org.unfurl.train.architecture;

import java.util.List;
import org.unfurl.train.layer.Activation;
import org.unfurl.train.layer.Dense;
import org.unfurl.train.layer.Layer;
import org.unfurl.train.layer.Stack;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * A multilayer perceptron over the whole state in one row, channel after channel: {@code depth}
 * times a linear layer to {@code width} numbers and φ; a linear layer to all outputs. It knows
 * nothing of space and fits one number of points only: the baseline for those that do.
 *
 * <p>Parameters for i inputs, o outputs, P points, width C, depth D &gt; 0: iPC + C + (D - 1)(C² +
 * C) + CoP + oP.
 */
final class Mlp implements LayeredArchitecture {

  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        Size.WIDTH.matters(Size::hasBlocks),
        Size.DEPTH,
        Activation.SETTING.matters(Size::hasBlocks));
  }

  @Override
  public Layer layers(Values values, NetworkShape shape) {
    Stack stack = Stack.on(shape.input());
    for (int layer = 0; layer < values.of(Size.DEPTH); layer++) {
      stack
          .then("hidden." + layer, Dense.to(values.of(Size.WIDTH)))
          .then(values.of(Activation.SETTING));
    }
    return stack.then("out", Dense.to(shape.input().withChannels(shape.outputs()))).layer();
  }
}
