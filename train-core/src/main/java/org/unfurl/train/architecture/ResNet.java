package org.unfurl.train.architecture;

import java.util.List;
import org.unfurl.train.layer.Activation;
import org.unfurl.train.layer.Convolution;
import org.unfurl.train.layer.Layer;
import org.unfurl.train.layer.Stack;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * APEBench's {@code Res}: a linear map of the channels; {@code depth} residual blocks x ← φ(x +
 * conv(φ(conv(x)))); a linear map to the outputs. No normalisation.
 */
final class ResNet implements LayeredArchitecture {

  @Override
  public String name() {
    return "resnet";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(Size.WIDTH, Size.DEPTH, Activation.SETTING.matters(Size::hasBlocks));
  }

  @Override
  public Layer layers(Values values, NetworkShape shape) {
    int width = values.of(Size.WIDTH);
    Activation phi = values.of(Activation.SETTING);
    Stack stack = Stack.on(shape.input()).then("lift", Convolution.pointwise(width));
    for (int block = 0; block < values.of(Size.DEPTH); block++) {
      stack.within("blocks." + block, part -> ConvResNet.block(part, width, phi, Stack.SAME));
    }
    return stack.then("project", Convolution.pointwise(shape.outputs())).layer();
  }
}
