package org.unfurl.train.trainer;

import java.io.Serializable;
import java.util.Locale;
import java.util.OptionalInt;

/** Where a training left the finite numbers, or that its loss rose and stayed high. */
public sealed interface Divergence extends Serializable {

  /** Its word in tables. */
  String word();

  /** In words, to follow {@code at update 7: }. */
  String text();

  /** The frame of the training window, from 1; empty where it was in none. */
  default OptionalInt frame() {
    return OptionalInt.empty();
  }

  /** The solver made values that are not finite from ones that are. */
  record OfSolver(int inFrame) implements Divergence {
    @Override
    public String word() {
      return "solver";
    }

    @Override
    public String text() {
      return "the solver's state is not finite in frame " + inFrame + " of the window";
    }

    @Override
    public OptionalInt frame() {
      return OptionalInt.of(inFrame);
    }
  }

  /** The network did, where the solver did not. */
  record OfNetwork(int inFrame) implements Divergence {
    @Override
    public String word() {
      return "network";
    }

    @Override
    public String text() {
      return "the network's output is not finite in frame " + inFrame + " of the window";
    }

    @Override
    public OptionalInt frame() {
      return OptionalInt.of(inFrame);
    }
  }

  /** The loss is not finite, though every state is. */
  record OfLoss() implements Divergence {
    @Override
    public String word() {
      return "loss";
    }

    @Override
    public String text() {
      return "the loss is not finite, though every frame is";
    }
  }

  /** The gradient is not finite, though the loss is. */
  record OfGradient() implements Divergence {
    @Override
    public String word() {
      return "gradient";
    }

    @Override
    public String text() {
      return "the gradient is not finite, though the loss is";
    }
  }

  /**
   * The loss was too high for too long.
   *
   * @param loss the last one
   * @param best the lowest of the stage
   * @param updates in a row in which it was above the stated multiple of the lowest
   */
  record OfRise(double loss, double best, int updates) implements Divergence {
    @Override
    public String word() {
      return "rise";
    }

    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          "the loss is %.3g, far above the stage's lowest, %.3g, for %d updates in a row",
          loss,
          best,
          updates);
    }
  }
}
