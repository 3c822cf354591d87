package org.unfurl.train.network;

/** Checks what goes into a network. */
final class Batches {

  private Batches() {}

  /**
   * Points of every state of a batch.
   *
   * @param input (batch, channels, point)
   * @throws IllegalArgumentException if the input's length is no multiple of batch · channels
   */
  static int points(double[] input, int batch, int channels) {
    if (batch < 1 || input.length == 0 || input.length % (batch * channels) != 0) {
      throw new IllegalArgumentException(
          "input (length "
              + input.length
              + ") must hold a batch of "
              + batch
              + " with "
              + channels
              + " channels, give every state the same number of points");
    }
    return input.length / (batch * channels);
  }
}
