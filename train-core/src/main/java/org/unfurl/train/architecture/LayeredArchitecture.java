package org.unfurl.train.architecture;

import org.unfurl.train.layer.Description;
import org.unfurl.train.layer.Layer;
import org.unfurl.train.network.Network;
import org.unfurl.train.network.TapedNetwork;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.setting.Values;

/** Networks of layers: tensors, function, cost and reach are told once, by {@link #layers}. */
public interface LayeredArchitecture extends Architecture {

  /**
   * The network's layers, from {@link NetworkShape#input} to {@link NetworkShape#outputs} channels
   * over the same points.
   *
   * @param values for which there is no {@link #problem}
   */
  Layer layers(Values values, NetworkShape shape);

  @Override
  default Description description(Values values, NetworkShape shape) {
    return layers(values, shape);
  }

  @Override
  default Network network(Values values, NetworkShape shape, ParameterVector parameters) {
    return new TapedNetwork(layers(values, shape), parameters);
  }
}
