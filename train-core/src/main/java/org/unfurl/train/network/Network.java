package org.unfurl.train.network;

import ai.djl.ndarray.NDArray;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Operations;

/**
 * A neural network as a function of plain numbers: states in, states out, cotangents back. Native
 * arrays and the recording stay inside. Used by one thread at a time.
 */
public final class Network {

  private final EngineSession session;
  private final int inputChannels;
  private final int outputChannels;
  private final ParameterVector parameters;
  private final Architecture.Body body;

  Network(
      EngineSession session,
      int inputChannels,
      int outputChannels,
      ParameterVector parameters,
      Architecture.Body body) {
    this.session = session;
    this.inputChannels = inputChannels;
    this.outputChannels = outputChannels;
    this.parameters = parameters;
    this.body = body;
  }

  /** What training changes. */
  public ParameterVector parameters() {
    return parameters;
  }

  /** The session that owns the native memory. */
  public EngineSession session() {
    return session;
  }

  /** Channels that {@link #evaluate} reads. */
  public int inputChannels() {
    return inputChannels;
  }

  /** Channels that {@link #evaluate} makes. */
  public int outputChannels() {
    return outputChannels;
  }

  /**
   * Evaluates the network on a batch.
   *
   * @param input (batch, inputChannels, point). Not modified.
   * @param recording whether {@link Evaluation#vjp} will be asked for
   * @return to be closed by the caller
   * @throws IllegalArgumentException if the input's length is no multiple of batch · inputChannels
   */
  public Evaluation evaluate(double[] input, int batch, boolean recording) {
    if (batch < 1 || input.length == 0 || input.length % (batch * inputChannels) != 0) {
      throw new IllegalArgumentException(
          "input (length "
              + input.length
              + ") must hold a batch of "
              + batch
              + " with "
              + inputChannels
              + " channels, give every state the same number of points");
    }
    int points = input.length / (batch * inputChannels);
    return session.compute(
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
          NDArray result = body.apply(leaf, batch);
          double[] output = batchMajor(session.values(result), batch, outputChannels, points);
          return recording
              ? new Recorded(output, scope.keep(leaf), scope.keep(result), batch, points)
              : new Plain(output);
        });
  }

  /** The network's output, and where it was recorded its derivative. */
  public sealed interface Evaluation extends AutoCloseable {

    /** (batch, outputChannels, point). */
    double[] output();

    /**
     * Sends a cotangent backwards: adds to the parameters' gradient and returns the input's
     * cotangent. At most once.
     *
     * @param cotangent ∂loss/∂output, (batch, outputChannels, point). Not modified.
     * @return ∂loss/∂input, (batch, inputChannels, point)
     * @throws IllegalStateException if the evaluation was not recorded
     */
    double[] vjp(double[] cotangent);

    /** Frees what the recording holds. */
    @Override
    void close();
  }

  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Plain(double[] output) implements Evaluation {

    @Override
    public double[] vjp(double[] cotangent) {
      throw new IllegalStateException(
          "recording (false) must be true for a derivative, evaluate with recording");
    }

    @Override
    public void close() {}
  }

  private final class Recorded implements Evaluation {

    private final double[] output;
    private final NDArray leaf;
    private final NDArray result;
    private final int batch;
    private final int points;

    Recorded(double[] output, NDArray leaf, NDArray result, int batch, int points) {
      this.output = output;
      this.leaf = leaf;
      this.result = result;
      this.batch = batch;
      this.points = points;
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
      result.close();
      leaf.close();
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
