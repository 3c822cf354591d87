package org.unfurl.train.network;

import ai.djl.ndarray.NDArray;
import org.unfurl.train.engine.EngineSession;

/** How a batch of states (batch, channel, point) lies in an array of the engine. */
interface Arrangement {

  /** A new array of the states. */
  NDArray array(EngineSession session, double[] states, int batch, int channels, int points);

  /** The states of an array. */
  double[] states(EngineSession session, NDArray array, int batch, int channels, int points);
}
