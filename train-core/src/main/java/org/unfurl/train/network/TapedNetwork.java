package org.unfurl.train.network;

import ai.djl.ndarray.NDArray;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Operations;

/**
 * A network whose function is written in the engine's operations, which record themselves: any
 * {@link Architecture} in any precision.
 */
final class TapedNetwork implements Network {

  /**
   * A network's function from (inputChannels, points · batch) to (outputChannels, points · batch);
   * the batch runs fastest, so that neighbouring points lie a whole batch apart.
   */
  @FunctionalInterface
  interface Body {
    NDArray apply(TapedParameters parameters, NDArray input, int batch);
  }

  private final EngineSession session;
  private final int inputChannels;
  private final int outputChannels;
  private final ParameterVector parameters;
  private final TapedParameters leaves;
  private final Body body;

  TapedNetwork(int inputChannels, int outputChannels, ParameterVector parameters, Body body) {
    this.session = parameters.session();
    this.inputChannels = inputChannels;
    this.outputChannels = outputChannels;
    this.parameters = parameters;
    this.leaves = new TapedParameters(parameters);
    this.body = body;
  }

  @Override
  public ParameterVector parameters() {
    return parameters;
  }

  @Override
  public NDArray gradient() {
    return leaves.gradient();
  }

  @Override
  public void clearGradient() {
    leaves.clearGradient();
  }

  @Override
  public Evaluation evaluate(double[] input, int batch, boolean recording) {
    int points = Batches.points(input, batch, inputChannels);
    Evaluation evaluation =
        session.compute(
            recording,
            scope -> {
              NDArray leaf =
                  session.array(
                      pointMajor(input, batch, inputChannels, points),
                      inputChannels,
                      (long) points * batch);
              if (recording) {
                Operations.leaf(leaf);
              }
              NDArray result = body.apply(leaves, leaf, batch);
              double[] output = batchMajor(session.values(result), batch, outputChannels, points);
              return recording
                  ? new Recorded(
                      output,
                      scope.keep(leaf),
                      scope.keep(result),
                      batch,
                      points,
                      session.openBytes())
                  : new UnrecordedEvaluation(output);
            });
    if (evaluation instanceof Recorded recorded) {
      recorded.holdRecording();
    }
    return evaluation;
  }

  private final class Recorded implements Evaluation {

    private final double[] output;
    private final NDArray leaf;
    private final NDArray result;
    private final int batch;
    private final int points;

    private final long openBytes;

    /** Of what the recording keeps beyond leaf and result. */
    private long recordedBytes;

    Recorded(double[] output, NDArray leaf, NDArray result, int batch, int points, long openBytes) {
      this.output = output;
      this.leaf = leaf;
      this.result = result;
      this.batch = batch;
      this.points = points;
      this.openBytes = openBytes;
    }

    /**
     * Counts as if the engine's recording kept every array that the network made and the scope has
     * closed; how many of them it lets go the engine does not tell.
     */
    void holdRecording() {
      recordedBytes = openBytes - session.openBytes();
      session.memory().hold(recordedBytes);
    }

    @Override
    public double[] output() {
      return output;
    }

    @Override
    public double[] vjp(double[] cotangent) {
      return session.compute(
          false,
          scope -> {
            Operations.backward(
                result,
                session.array(
                    pointMajor(cotangent, batch, outputChannels, points),
                    outputChannels,
                    (long) points * batch));
            NDArray gradient = Operations.gradient(leaf).orElseThrow();
            return batchMajor(session.values(gradient), batch, inputChannels, points);
          });
    }

    @Override
    public void close() {
      session.free(result, leaf);
      session.memory().release(recordedBytes);
      recordedBytes = 0;
    }
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
