package org.unfurl.train.network;

/** An output without a derivative. */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record UnrecordedEvaluation(double[] output) implements Network.Evaluation {

  @Override
  public double[] vjp(double[] cotangent) {
    throw new IllegalStateException(
        "recording (false) must be true for a derivative, evaluate with recording");
  }

  @Override
  public void close() {}
}
