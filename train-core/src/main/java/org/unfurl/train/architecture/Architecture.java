package org.unfurl.train.architecture;

import java.util.List;
import java.util.Optional;
import org.unfurl.train.layer.Description;
import org.unfurl.train.network.Network;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * One kind of network: its settings, and for any values of them what such a network is and the
 * network. Those that are built of layers are {@link LayeredArchitecture}s. Implementations have no
 * state.
 */
public interface Architecture {

  /** Kebab-case, as in sweep files. */
  String name();

  /** All that {@link #description} asks for, keys {@code network.…}. */
  List<Setting<?>> settings();

  /**
   * Why there is no such network, and the nearest value that works; empty if there is one. Ranges
   * of single settings are not its business.
   */
  default Optional<String> problem(Values values, NetworkShape shape) {
    return Optional.empty();
  }

  /**
   * What the network is, from {@link NetworkShape#input} to {@link NetworkShape#outputs} channels
   * over the same points.
   *
   * @param values for which there is no {@link #problem}
   */
  Description description(Values values, NetworkShape shape);

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
   * @param parameters those of the {@link #description} of the same values and shape
   */
  Network network(Values values, NetworkShape shape, ParameterVector parameters);
}
