package org.unfurl.train.architecture;

import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.network.Network;
import org.unfurl.train.setting.Values;

/** A network with drawn weights in double precision that reads no feature. */
record DrawnNetwork(String architecture, Values values, StateShape states) {

  /** As of a network that reads so many features too. */
  long parameters(int features) {
    return Architectures.parameterCount(
        new ArchitectureSpec(architecture, values), new NetworkShape(states, features));
  }

  /** Of one state. */
  double[] output(double[] state) {
    try (EngineSession session = EngineSession.open(Precision.FLOAT64);
        Network.Evaluation evaluation =
            Architectures.create(
                    session,
                    new ArchitectureSpec(architecture, values),
                    new NetworkShape(states, 0),
                    new Seed(5))
                .evaluate(state, 1, false)) {
      return evaluation.output();
    }
  }

  /** Why there is none; empty text if there is. */
  String problem() {
    return Architectures.named(architecture)
        .problem(values, new NetworkShape(states, 0))
        .orElse("");
  }

  double[] numbers() {
    return new Seed(3).generator().doubles(states.size(), -1, 1).toArray();
  }

  /** Every row and column moved on, those at the end to the start. */
  double[] shifted(double[] state, int down, int right) {
    double[] shifted = new double[state.length];
    for (int i = 0; i < state.length; i++) {
      int channel = i / states.points();
      int row = i % states.points() / states.columns();
      int column = i % states.columns();
      shifted[
              (channel * states.rows() + (row + down) % states.rows()) * states.columns()
                  + (column + right) % states.columns()] =
          state[i];
    }
    return shifted;
  }

  /** With the first column last. */
  double[] mirrored(double[] state) {
    double[] mirrored = new double[state.length];
    for (int i = 0; i < state.length; i++) {
      int column = i % states.columns();
      mirrored[i - column + states.columns() - 1 - column] = state[i];
    }
    return mirrored;
  }
}
