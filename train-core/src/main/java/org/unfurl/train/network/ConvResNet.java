package org.unfurl.train.network;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.setting.Setting;

/**
 * The study's ConvResNet1D (arXiv 2402.12971): a convolution from the inputs to {@code width}
 * channels; {@code depth} residual blocks x ← φ(x + conv(φ(conv(x)))) with φ = LeakyReLU of slope
 * 0.01; a convolution to the outputs. Every convolution spans three points, on a plane 3 x 3
 * points, and has a bias. Without blocks a single φ stands in their place.
 *
 * <p>Where an axis is periodic, the points beyond its end are those of its beginning. Where it is
 * bounded, they repeat the last point; what the physics prescribes there, the network learns.
 *
 * <p>On periodic lines in single precision {@link VectorConvResNet} computes it, otherwise the
 * tape. There a convolution on a line is one matrix product: the rows of its right factor are the
 * three neighbours' channels. With all points of all states as columns, batch fastest, a neighbour
 * is the whole array rotated by one batch, and the periodic boundary needs no case of its own. On a
 * plane it is the engine's convolution of the padded states.
 */
final class ConvResNet implements Architecture {

  private static final double SLOPE = 0.01;

  /** One convolution of the network, in the engine's operations. */
  @FunctionalInterface
  private interface Convolution {
    NDArray apply(TapedParameters parameters, int convolution, NDArray x, int batch);
  }

  @Override
  public String name() {
    return "conv-resnet";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(Architectures.WIDTH, Architectures.DEPTH);
  }

  @Override
  public ParameterLayout layout(ArchitectureSpec spec, StateShape states, int features) {
    int width = spec.width();
    ParameterLayout layout =
        new ParameterLayout(Kernel.of(states))
            .convolution("in", states.channels() + features, width);
    for (int block = 0; block < spec.depth(); block++) {
      layout.convolution("blocks." + block + ".conv1", width, width);
      layout.convolution("blocks." + block + ".conv2", width, width);
    }
    return layout.convolution("out", width, states.channels());
  }

  @Override
  public Network network(
      ArchitectureSpec spec, StateShape states, int features, ParameterVector parameters) {
    boolean onRings = !states.isPlane() && states.periodicX();
    if (onRings && parameters.session().precision() == Precision.FLOAT32) {
      return new VectorConvResNet(
          spec, states.channels() + features, states.channels(), SLOPE, parameters);
    }
    return taped(spec, states, features, parameters);
  }

  /** The same function in the engine's operations. */
  static Network taped(
      ArchitectureSpec spec, StateShape states, int features, ParameterVector parameters) {
    Convolution convolution = states.isPlane() ? onPlanes(states) : onLines(states);
    return new TapedNetwork(
        states.isPlane() ? new Planes(states) : new BatchFastest(),
        states.channels() + features,
        states.channels(),
        parameters,
        (leaves, input, batch) -> {
          NDArray x = convolution.apply(leaves, 0, input, batch);
          if (spec.depth() == 0) {
            x = Operations.leakyRelu(x, SLOPE);
          }
          for (int block = 0; block < spec.depth(); block++) {
            NDArray inside = convolution.apply(leaves, 2 * block + 1, x, batch);
            NDArray hidden = Operations.leakyRelu(inside, SLOPE);
            NDArray change = convolution.apply(leaves, 2 * block + 2, hidden, batch);
            x = Operations.leakyRelu(Operations.sum(change, x), SLOPE);
          }
          return convolution.apply(leaves, 2 * spec.depth() + 1, x, batch);
        });
  }

  private static Convolution onLines(StateShape states) {
    return (parameters, convolution, x, batch) -> {
      long columns = x.getShape().get(1);
      NDArray padded = padded(x, 1, batch, states.periodicX());
      NDArray neighbours =
          Operations.concatenate(
              0,
              Operations.slice(padded, 1, 0, columns),
              x,
              Operations.slice(padded, 1, 2L * batch, columns + 2L * batch));
      return Operations.sum(
          Operations.product(parameters.weight(convolution), neighbours),
          parameters.bias(convolution));
    };
  }

  private static Convolution onPlanes(StateShape states) {
    return (parameters, convolution, x, batch) ->
        Operations.convolution(
            padded(padded(x, 2, 1, states.periodicY()), 3, 1, states.periodicX()),
            parameters.weight(convolution),
            parameters.bias(convolution));
  }

  /** With one more point at both ends of an axis, on which a point is {@code width} elements. */
  private static NDArray padded(NDArray x, int axis, long width, boolean periodic) {
    long length = x.getShape().get(axis);
    NDArray last = Operations.slice(x, axis, length - width, length);
    NDArray first = Operations.slice(x, axis, 0, width);
    return periodic
        ? Operations.concatenate(axis, last, x, first)
        : Operations.concatenate(axis, first, x, last);
  }
}
