package org.unfurl.train.network;

import ai.djl.ndarray.NDArray;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.layer.Computation;
import org.unfurl.train.layer.Description;
import org.unfurl.train.layer.Layer;
import org.unfurl.train.layer.Signal;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.ParameterVector;

/**
 * A network whose function is written in the engine's operations, which record themselves: any
 * layers in any precision.
 */
public final class TapedNetwork implements Network {

  private final EngineSession session;
  private final Description description;
  private final Computation computation;
  private final ParameterVector parameters;
  private final Leaves leaves;

  /**
   * The network of such layers.
   *
   * @param parameters those of the layers
   */
  public TapedNetwork(Layer layers, ParameterVector parameters) {
    this(layers, layers, parameters, new Leaves(parameters));
  }

  /**
   * A network that one describes and another computes.
   *
   * @param parameters those of the description
   * @param leaves what the computation is given
   */
  public TapedNetwork(
      Description description, Computation computation, ParameterVector parameters, Leaves leaves) {
    this.session = parameters.session();
    this.description = description;
    this.computation = computation;
    this.parameters = parameters;
    this.leaves = leaves;
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
    Batches.require(input, batch, description.input());
    Evaluation evaluation =
        session.compute(
            recording,
            scope -> {
              NDArray leaf = array(input, batch, description.input());
              if (recording) {
                Operations.leaf(leaf);
              }
              NDArray result = computation.apply(leaves, leaf);
              double[] output = session.values(result);
              return recording
                  ? new Recorded(
                      output, scope.keep(leaf), scope.keep(result), batch, session.openBytes())
                  : new UnrecordedEvaluation(output);
            });
    if (evaluation instanceof Recorded recorded) {
      recorded.holdRecording();
    }
    return evaluation;
  }

  /** The order of states is the engine's. */
  private NDArray array(double[] states, int batch, Signal signal) {
    return session.array(states, batch, signal.channels(), signal.rows(), signal.columns());
  }

  private final class Recorded implements Evaluation {

    private final double[] output;
    private final NDArray leaf;
    private final NDArray result;
    private final int batch;
    private final long openBytes;

    /** Of what the recording keeps beyond leaf and result. */
    private long recordedBytes;

    Recorded(double[] output, NDArray leaf, NDArray result, int batch, long openBytes) {
      this.output = output;
      this.leaf = leaf;
      this.result = result;
      this.batch = batch;
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
            Operations.backward(result, array(cotangent, batch, description.output()));
            return session.values(Operations.gradient(leaf).orElseThrow());
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
