package org.unfurl.train.network;

import ai.djl.ndarray.NDArray;
import org.unfurl.train.engine.EngineSession;

/**
 * States of lines as (channels, points · batch): the batch runs fastest, so that neighbouring
 * points lie a whole batch apart.
 */
final class BatchFastest implements Arrangement {

  @Override
  public NDArray array(
      EngineSession session, double[] states, int batch, int channels, int points) {
    return session.array(
        pointMajor(states, batch, channels, points), channels, (long) points * batch);
  }

  @Override
  public double[] states(
      EngineSession session, NDArray array, int batch, int channels, int points) {
    return batchMajor(session.values(array), batch, channels, points);
  }

  private static double[] pointMajor(double[] states, int batch, int channels, int points) {
    double[] columns = new double[states.length];
    int from = 0;
    for (int b = 0; b < batch; b++) {
      for (int c = 0; c < channels; c++) {
        for (int p = 0; p < points; p++) {
          columns[(c * points + p) * batch + b] = states[from++];
        }
      }
    }
    return columns;
  }

  private static double[] batchMajor(double[] columns, int batch, int channels, int points) {
    double[] states = new double[columns.length];
    int to = 0;
    for (int b = 0; b < batch; b++) {
      for (int c = 0; c < channels; c++) {
        for (int p = 0; p < points; p++) {
          states[to++] = columns[(c * points + p) * batch + b];
        }
      }
    }
    return states;
  }
}
