package org.unfurl.train.architecture;

import java.util.List;
import java.util.Optional;
import org.unfurl.train.layer.Layer;
import org.unfurl.train.network.Network;
import org.unfurl.train.network.TapedNetwork;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * One kind of network: its settings, and its layers for any values of them.
 *
 * <p>Tensors, function, cost and reach are told once, by {@link #layers}. Implementations have no
 * state.
 */
public interface Architecture {

  /** Kebab-case, as in sweep files. */
  String name();

  /** All that {@link #layers} asks for, keys {@code network.…}. */
  List<Setting<?>> settings();

  /**
   * Why there is no such network, and the nearest value that works; empty if there is one. Ranges
   * of single settings are not its business.
   */
  default Optional<String> problem(Values values, NetworkShape shape) {
    return Optional.empty();
  }

  /**
   * The network's layers, from {@link NetworkShape#input} to {@link NetworkShape#outputs} channels
   * over the same points.
   *
   * @param values for which there is no {@link #problem}
   */
  Layer layers(Values values, NetworkShape shape);

  /** The setting that makes it larger and smaller, every parameter count with it. */
  default Optional<Setting<Integer>> size() {
    return Optional.of(Size.WIDTH);
  }

  /** Whether {@link #network} computes on hand-written kernels in single precision. */
  default boolean onKernels(Values values, NetworkShape shape) {
    return false;
  }

  /**
   * The network.
   *
   * @param parameters those of {@link #layers}, which was asked for the same values and shape
   */
  default Network network(
      Values values, NetworkShape shape, Layer layers, ParameterVector parameters) {
    return new TapedNetwork(layers, parameters);
  }
}
