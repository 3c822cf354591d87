package org.unfurl.train.network;

import ai.djl.ndarray.NDArray;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.parameter.ParameterVector;

/**
 * A neural network as a function of plain numbers: states in, states out, cotangents back. How it
 * computes stays inside. Used by one thread at a time.
 */
public interface Network {

  /** What training changes. */
  ParameterVector parameters();

  /**
   * Evaluates the network on a batch.
   *
   * @param input (batch, inputChannels, point). Not modified.
   * @param recording whether {@link Evaluation#vjp} will be asked for
   * @return to be closed by the caller
   * @throws IllegalArgumentException if the input's length is no multiple of batch · inputChannels
   */
  Evaluation evaluate(double[] input, int batch, boolean recording);

  /**
   * A new native vector in the order of the parameters: the gradient gathered since {@link
   * #clearGradient}. To be asked for inside {@link EngineSession#compute}, which frees it.
   *
   * @throws IllegalStateException if no cotangent was sent through the network yet
   */
  NDArray gradient();

  /** Forgets the gathered gradient. */
  void clearGradient();

  /** A copy of the gathered gradient, in the order of the parameters. */
  default double[] readGradient() {
    EngineSession session = parameters().session();
    return session.compute(false, scope -> session.values(gradient()));
  }

  /** The network's output, and where it was recorded its derivative. */
  interface Evaluation extends AutoCloseable {

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
}
