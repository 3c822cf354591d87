package org.unfurl.train.layer;

import java.util.Arrays;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.ParameterLayout;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.parameter.Tensor;

/** A layer with drawn parameters, applied to numbers in double precision. */
final class AppliedLayer {

  private final Layer layer;
  private final ParameterLayout layout;
  private final double[] parameters;

  AppliedLayer(Layer.Kind kind, Signal input) {
    layer = kind.on("layer", input);
    layout = new ParameterLayout(layer.tensors());
    parameters = layout.draw(new Seed(11));
  }

  static Signal signal(int channels, StateShape states) {
    return Signal.over(states, channels);
  }

  static double[] numbers(int count) {
    return new Seed(3).generator().doubles(count, -1, 1).toArray();
  }

  /** Of one state. */
  double[] output(double[] input) {
    try (EngineSession session = EngineSession.open(Precision.FLOAT64)) {
      Leaves leaves = new Leaves(new ParameterVector(session, layout, parameters));
      Signal signal = layer.input();
      return session.compute(
          false,
          scope ->
              session.values(
                  layer.apply(
                      leaves,
                      session.array(
                          input, 1, signal.channels(), signal.rows(), signal.columns()))));
    }
  }

  /** A tensor, row by row. */
  double[] tensor(String name) {
    Tensor tensor =
        layout.tensors().stream()
            .filter(candidate -> candidate.name().equals("layer." + name))
            .findFirst()
            .orElseThrow();
    return Arrays.copyOfRange(parameters, layout.offset(tensor), layout.end(tensor));
  }
}
