package org.unfurl.train.network;

import org.unfurl.train.layer.Signal;

/** Checks what goes into a network. */
public final class Batches {

  private Batches() {}

  /**
   * Points of every state of a batch.
   *
   * @param input (batch, channels, point)
   * @throws IllegalArgumentException if the input's length is no multiple of batch · channels
   */
  public static int points(double[] input, int batch, int channels) {
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

  /**
   * Checks that every state of a batch has the shape that the network was made for.
   *
   * @throws IllegalArgumentException if one has another
   */
  static void require(double[] input, int batch, Signal signal) {
    int points = points(input, batch, signal.channels());
    if (points != signal.points()) {
      throw new IllegalArgumentException(
          "input ("
              + points
              + " points) must be "
              + (signal.plane()
                  ? "a plane of " + signal.rows() + " x " + signal.columns()
                  : "a line of " + signal.columns())
              + " points, give every state the shape that the network was made for");
    }
  }
}
