package org.unfurl.train.network;

import ai.djl.ndarray.NDArray;
import org.unfurl.train.engine.Operations;

/**
 * The study's ConvResNet1D (arXiv 2402.12971): a periodic convolution from the inputs to {@code
 * width} channels; {@code depth} residual blocks x ← φ(x + conv(φ(conv(x)))) with φ = LeakyReLU of
 * slope 0.01; a convolution to the outputs. Every convolution spans three points and has a bias.
 * Without blocks a single φ stands in their place.
 *
 * <p>In single precision {@link VectorConvResNet} computes it. On the tape each convolution is one
 * matrix product: the rows of its right factor are the three neighbours' channels. With all points
 * of all states as columns, batch fastest, a neighbour is the whole array rotated by one batch, and
 * the periodic boundary needs no case of its own.
 */
final class ConvResNet implements Architecture {

  private static final double SLOPE = 0.01;

  @Override
  public String name() {
    return "conv-resnet";
  }

  @Override
  public ParameterLayout layout(ArchitectureSpec spec, int inputChannels, int outputChannels) {
    int width = spec.width();
    ParameterLayout layout = new ParameterLayout().convolution("in", inputChannels, width);
    for (int block = 0; block < spec.depth(); block++) {
      layout.convolution("blocks." + block + ".conv1", width, width);
      layout.convolution("blocks." + block + ".conv2", width, width);
    }
    return layout.convolution("out", width, outputChannels);
  }

  @Override
  public Network network(
      ArchitectureSpec spec, int inputChannels, int outputChannels, ParameterVector parameters) {
    return switch (parameters.session().precision()) {
      case FLOAT32 -> new VectorConvResNet(spec, inputChannels, outputChannels, SLOPE, parameters);
      case FLOAT64 -> taped(spec, inputChannels, outputChannels, parameters);
    };
  }

  /** The same function in the engine's operations. */
  static Network taped(
      ArchitectureSpec spec, int inputChannels, int outputChannels, ParameterVector parameters) {
    return new TapedNetwork(
        inputChannels,
        outputChannels,
        parameters,
        (leaves, input, batch) -> {
          NDArray x = convolve(leaves, 0, input, batch);
          if (spec.depth() == 0) {
            x = Operations.leakyRelu(x, SLOPE);
          }
          for (int block = 0; block < spec.depth(); block++) {
            NDArray hidden = Operations.leakyRelu(convolve(leaves, 2 * block + 1, x, batch), SLOPE);
            NDArray change = convolve(leaves, 2 * block + 2, hidden, batch);
            x = Operations.leakyRelu(Operations.sum(change, x), SLOPE);
          }
          return convolve(leaves, 2 * spec.depth() + 1, x, batch);
        });
  }

  private static NDArray convolve(
      TapedParameters parameters, int convolution, NDArray x, int batch) {
    long columns = x.getShape().get(1);
    NDArray ring =
        Operations.concatenate(
            1,
            Operations.slice(x, 1, columns - batch, columns),
            x,
            Operations.slice(x, 1, 0, batch));
    NDArray neighbours =
        Operations.concatenate(
            0,
            Operations.slice(ring, 1, 0, columns),
            x,
            Operations.slice(ring, 1, 2L * batch, columns + 2L * batch));
    return Operations.sum(
        Operations.product(parameters.weight(convolution), neighbours),
        parameters.bias(convolution));
  }
}
