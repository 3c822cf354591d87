package org.unfurl.train.unroll;

/**
 * The mean of squared differences, its value and its cotangent: the loss, gathered frame by frame.
 */
final class MeanSquare {

  private final double count;
  private double squares;

  /**
   * Nothing gathered yet.
   *
   * @param count of the values that the mean is over
   */
  MeanSquare(double count) {
    this.count = count;
  }

  /** Gathers the values of one frame. */
  void add(double[] state, double[] target) {
    double sum = 0;
    for (int i = 0; i < state.length; i++) {
      double difference = state[i] - target[i];
      sum += difference * difference;
    }
    squares += sum;
  }

  /** The share of the mean that was gathered so far. */
  double value() {
    return squares / count;
  }

  /** Adds ∂value/∂state of one frame. */
  void addCotangent(double[] state, double[] target, double[] cotangent) {
    for (int i = 0; i < cotangent.length; i++) {
      cotangent[i] += 2 * (state[i] - target[i]) / count;
    }
  }
}
