package org.unfurl.train.architecture;

import java.util.List;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.layer.Activation;
import org.unfurl.train.layer.Convolution;
import org.unfurl.train.layer.Layer;
import org.unfurl.train.layer.Signal;
import org.unfurl.train.layer.Stack;
import org.unfurl.train.network.Network;
import org.unfurl.train.network.TapedNetwork;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;
import org.unfurl.train.vector.VectorConvResNet;

/**
 * The study's ConvResNet (arXiv 2402.12971): a convolution from the inputs to {@code width}
 * channels; {@code depth} residual blocks x ← φ(x + conv(φ(conv(x)))) with φ = LeakyReLU of slope
 * 0.01; a convolution to the outputs. Without blocks a single φ stands in their place.
 */
final class ConvResNet implements Architecture {

  private static final Activation PHI = Activation.LEAKY_RELU;

  @Override
  public String name() {
    return "conv-resnet";
  }

  @Override
  public List<Setting<?>> settings() {
    return Size.WIDTH_AND_DEPTH;
  }

  @Override
  public Layer layers(Values values, NetworkShape shape) {
    return layers(values, shape.input(), shape.outputs());
  }

  static Layer layers(Values values, Signal input, int outputs) {
    int width = values.of(Size.WIDTH);
    int depth = values.of(Size.DEPTH);
    Stack stack = Stack.on(input).then("in", Convolution.to(width));
    if (depth == 0) {
      stack.then(PHI);
    }
    for (int block = 0; block < depth; block++) {
      stack.within(
          "blocks." + block,
          part ->
              part.sum(
                      inner ->
                          inner
                              .then("conv1", Convolution.to(width))
                              .then(PHI)
                              .then("conv2", Convolution.to(width)),
                      Stack.SAME)
                  .then(PHI));
    }
    return stack.then("out", Convolution.to(outputs)).layer();
  }

  @Override
  public boolean onKernels(Values values, NetworkShape shape) {
    return !shape.states().isPlane() && shape.states().periodicX();
  }

  @Override
  public Network network(
      Values values, NetworkShape shape, Layer layers, ParameterVector parameters) {
    return onKernels(values, shape) && parameters.session().precision() == Precision.FLOAT32
        ? new VectorConvResNet(values.of(Size.DEPTH), Activation.SLOPE, parameters)
        : new TapedNetwork(layers, parameters);
  }
}
