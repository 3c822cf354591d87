package org.unfurl.train.architecture;

import org.unfurl.sim.grid.StateShape;
import org.unfurl.train.layer.Signal;

/**
 * What goes into a network and what comes out: it reads the channels of a state and then the
 * features, and makes the channels of a state.
 *
 * @param states points and channels
 * @param features constant channels, not negative
 */
public record NetworkShape(StateShape states, int features) {

  /** What the first layer reads. */
  public Signal input() {
    return Signal.over(states, inputs());
  }

  /** Channels read. */
  public int inputs() {
    return states.channels() + features;
  }

  /** Channels made. */
  public int outputs() {
    return states.channels();
  }
}
