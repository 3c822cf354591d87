package org.unfurl.train.trainer;

import java.util.ArrayList;
import java.util.List;

/** Keeps about 200 evenly spaced records of a training run, the first and the last among them. */
final class LossHistory {

  private static final int TARGET = 200;

  private final int every;
  private final List<LossRecord> kept = new ArrayList<>();
  private LossRecord last;

  /** Starts empty for a run of so many updates. */
  LossHistory(int updates) {
    every = Math.max(1, updates / TARGET);
  }

  /** Sees every update in turn. */
  void add(LossRecord record) {
    last = record;
    if (record.update() % every == 0) {
      kept.add(record);
    }
  }

  /** The last loss seen; NaN if there was none. */
  double lastLoss() {
    return last == null ? Double.NaN : last.loss();
  }

  /** What was kept, in order. */
  List<LossRecord> records() {
    List<LossRecord> records = new ArrayList<>(kept);
    if (last != null && last.update() % every != 0) {
      records.add(last);
    }
    return List.copyOf(records);
  }
}
