package org.unfurl.sweep.plan;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** When the last of a number of tasks ends. */
final class Makespan {

  private Makespan() {}

  /**
   * Gives the longest remaining task to the slot that is free first (LPT; Graham 1969, doi
   * 10.1137/0117039: at most 4/3 of the shortest possible end).
   *
   * @param seconds duration of each task
   * @param slots tasks that run at once, at least 1
   * @return seconds until the last task ends
   */
  static double longestFirst(List<Double> seconds, int slots) {
    if (slots < 1) {
      throw new IllegalArgumentException("slots (" + slots + ") must be at least 1");
    }
    PriorityQueue<Double> ends = new PriorityQueue<>();
    for (int slot = 0; slot < slots; slot++) {
      ends.add(0.0);
    }
    seconds.stream()
        .sorted(Comparator.reverseOrder())
        .forEach(task -> ends.add(ends.remove() + task));
    return ends.stream().max(Comparator.naturalOrder()).orElseThrow();
  }
}
