package org.unfurl.train.network;

import ai.djl.ndarray.NDArray;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.train.engine.EngineSession;

/**
 * States of planes as (batch, channel, y, x), which is their own order.
 *
 * @param shape of the states, whatever channels they have
 */
record Planes(StateShape shape) implements Arrangement {

  @Override
  public NDArray array(
      EngineSession session, double[] states, int batch, int channels, int points) {
    if (points != shape.points()) {
      throw new IllegalArgumentException(
          "input ("
              + points
              + " points) must be a plane of "
              + shape.rows()
              + " x "
              + shape.columns()
              + " points, give every state the shape that the network was made for");
    }
    return session.array(states, batch, channels, shape.rows(), shape.columns());
  }

  @Override
  public double[] states(
      EngineSession session, NDArray array, int batch, int channels, int points) {
    return session.values(array);
  }
}
