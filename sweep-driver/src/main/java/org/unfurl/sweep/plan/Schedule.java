package org.unfurl.sweep.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.unfurl.sim.reference.ReferenceSpec;

/**
 * In which order work starts, and which trials share a task; the one place that decides it. Spark
 * starts the tasks in this order, each on the slot that is free first.
 */
public final class Schedule {

  static final Comparator<Trial> LONGEST_FIRST =
      Comparator.comparingDouble(Trial::predictedSeconds).reversed().thenComparing(Trial::key);

  /**
   * Predicted seconds of a pack. Spark spends about 2 ms on a task, a fiftieth of this, and a pack
   * whose machine is lost costs no more than what waits for the next append.
   */
  private static final double PACK_SECONDS = 0.1;

  /**
   * A pack is at most such a part of what a slot has still to do, so that packs shrink towards the
   * end and a wrong prediction keeps no slot waiting (guided self-scheduling; Polychronopoulos and
   * Kuck 1987, doi 10.1109/TC.1987.5009495).
   */
  private static final int PACKS_PER_SLOT = 8;

  private Schedule() {}

  /**
   * Puts short trials that follow each other into packs.
   *
   * @param trials in the order in which they start
   * @param slots packs that run at once, at least 1
   * @return every trial once, in the same order; a long trial is alone
   */
  public static List<List<Trial>> packs(List<Trial> trials, int slots) {
    List<List<Trial>> packs = new ArrayList<>();
    double left = trials.stream().mapToDouble(Trial::predictedSeconds).sum();
    int next = 0;
    while (next < trials.size()) {
      double limit = Math.min(PACK_SECONDS, left / slots / PACKS_PER_SLOT);
      double seconds = trials.get(next).predictedSeconds();
      int end = next + 1;
      while (end < trials.size() && seconds + trials.get(end).predictedSeconds() <= limit) {
        seconds += trials.get(end).predictedSeconds();
        end++;
      }
      packs.add(List.copyOf(trials.subList(next, end)));
      left -= seconds;
      next = end;
    }
    return packs;
  }

  /** The data sets, longest predicted first. */
  public static List<ReferenceSpec> longestFirst(List<ReferenceSpec> references) {
    Comparator<ReferenceSpec> bySeconds = Comparator.comparingDouble(CostModel::seconds);
    return references.stream().sorted(bySeconds.reversed()).toList();
  }
}
