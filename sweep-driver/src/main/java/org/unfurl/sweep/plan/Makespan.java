package org.unfurl.sweep.plan;

import java.util.List;
import java.util.PriorityQueue;

/** A virtual clock: when the last of a number of tasks ends. */
public final class Makespan {

  private Makespan() {}

  /**
   * Gives task after task to the slot that is free first, as Spark does. Longest first this takes
   * at most 4/3 of the shortest possible time (Graham 1969, doi 10.1137/0117039).
   *
   * @param seconds duration of each task, in the order in which they start
   * @param slots tasks that run at once, at least 1
   * @return seconds until the last task ends
   */
  public static double of(List<Double> seconds, int slots) {
    if (slots < 1) {
      throw new IllegalArgumentException("slots (" + slots + ") must be at least 1");
    }
    PriorityQueue<Double> ends = new PriorityQueue<>();
    for (int slot = 0; slot < slots; slot++) {
      ends.add(0.0);
    }
    double last = 0;
    for (double task : seconds) {
      double end = ends.remove() + task;
      ends.add(end);
      last = Math.max(last, end);
    }
    return last;
  }

  /**
   * What no schedule can beat: no slot idle, and no task split.
   *
   * @param seconds duration of each task
   * @param slots tasks that run at once, at least 1
   */
  public static double lowerBound(List<Double> seconds, int slots) {
    double sum = 0;
    double longest = 0;
    for (double task : seconds) {
      sum += task;
      longest = Math.max(longest, task);
    }
    return Math.max(sum / slots, longest);
  }
}
