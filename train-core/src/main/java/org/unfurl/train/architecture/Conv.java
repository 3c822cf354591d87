package org.unfurl.train.architecture;

import java.util.List;
import org.unfurl.train.layer.Activation;
import org.unfurl.train.layer.Convolution;
import org.unfurl.train.layer.Layer;
import org.unfurl.train.layer.Stack;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * Convolutions one after the other, as APEBench's {@code Conv}: {@code depth} of them with φ, then
 * one to the outputs.
 */
final class Conv implements LayeredArchitecture {

  @Override
  public String name() {
    return "conv";
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
          .then("hidden." + layer, Convolution.to(values.of(Size.WIDTH)))
          .then(values.of(Activation.SETTING));
    }
    return stack.then("out", Convolution.to(shape.outputs())).layer();
  }
}
