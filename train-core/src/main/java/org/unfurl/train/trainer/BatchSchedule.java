package org.unfurl.train.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.unfurl.sim.random.Seed;

/**
 * Draws the training windows of every update. All windows of a batch share one system parameter;
 * parameters take turns in shuffled rounds. Windows are drawn without replacement until all of a
 * parameter are used up, then afresh.
 */
final class BatchSchedule {

  /**
   * The windows of one update.
   *
   * @param parameter index of the system parameter
   * @param windows indices below the parameter's number of windows
   */
  record Batch(int parameter, List<Integer> windows) {}

  private final List<Deck> decks = new ArrayList<>();
  private final Deck rounds;

  /**
   * Starts the schedule.
   *
   * @param windows how many windows each system parameter has, all positive
   */
  BatchSchedule(List<Integer> windows, Seed seed) {
    rounds = new Deck(windows.size(), seed.derive("rounds"));
    for (int parameter = 0; parameter < windows.size(); parameter++) {
      decks.add(new Deck(windows.get(parameter), seed.derive("windows-" + parameter)));
    }
  }

  /** The next batch of that many windows. */
  Batch next(int size) {
    int parameter = rounds.draw();
    List<Integer> windows = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      windows.add(decks.get(parameter).draw());
    }
    return new Batch(parameter, windows);
  }

  /** The numbers below a bound in random order, over and over. */
  private static final class Deck {

    private final int[] cards;
    private final SplittableRandom generator;
    private int drawn;

    Deck(int size, Seed seed) {
      cards = new int[size];
      for (int i = 0; i < size; i++) {
        cards[i] = i;
      }
      generator = seed.generator();
    }

    /** Fisher and Yates, one card at a time. */
    int draw() {
      int other = generator.nextInt(drawn, cards.length);
      int card = cards[other];
      cards[other] = cards[drawn];
      cards[drawn] = card;
      drawn = (drawn + 1) % cards.length;
      return card;
    }
  }
}
