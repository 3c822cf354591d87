package org.unfurl.train.network;

import ai.djl.ndarray.NDArray;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Operations;

/**
 * A network whose function is written in the engine's operations, which record themselves: any
 * {@link Architecture} in any precision.
 */
final class TapedNetwork implements Network {

  /** A network's function of arrays that lie as its {@link Arrangement} says. */
  @FunctionalInterface
  interface Body {
    NDArray apply(TapedParameters parameters, NDArray input, int batch);
  }

  private final EngineSession session;
  private final Arrangement arrangement;
  private final int inputChannels;
  private final int outputChannels;
  private final ParameterVector parameters;
  private final TapedParameters leaves;
  private final Body body;

  TapedNetwork(
      Arrangement arrangement,
      int inputChannels,
      int outputChannels,
      ParameterVector parameters,
      Body body) {
    this.arrangement = arrangement;
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
              NDArray leaf = arrangement.array(session, input, batch, inputChannels, points);
              if (recording) {
                Operations.leaf(leaf);
              }
              NDArray result = body.apply(leaves, leaf, batch);
              double[] output = arrangement.states(session, result, batch, outputChannels, points);
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
                result, arrangement.array(session, cotangent, batch, outputChannels, points));
            NDArray gradient = Operations.gradient(leaf).orElseThrow();
            return arrangement.states(session, gradient, batch, inputChannels, points);
          });
    }

    @Override
    public void close() {
      session.free(result, leaf);
      session.memory().release(recordedBytes);
      recordedBytes = 0;
    }
  }
}
