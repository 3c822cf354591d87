package org.unfurl.train.trainer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

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

  /** What {@link #restore} takes. */
  Map<String, double[]> state() {
    Map<String, double[]> state = new LinkedHashMap<>();
    List<LossRecord> all = records();
    state.put("update", column(all, LossRecord::update));
    state.put("stage", column(all, LossRecord::stage));
    state.put("loss", column(all, LossRecord::loss));
    state.put("norm", column(all, LossRecord::gradientNorm));
    state.put("rate", column(all, LossRecord::learningRate));
    return state;
  }

  /** Sees what another saw. */
  void restore(Map<String, double[]> state) {
    for (int i = 0; i < state.get("update").length; i++) {
      add(
          new LossRecord(
              (int) state.get("update")[i],
              (int) state.get("stage")[i],
              state.get("loss")[i],
              state.get("norm")[i],
              state.get("rate")[i]));
    }
  }

  private static double[] column(List<LossRecord> records, ToDoubleFunction<LossRecord> of) {
    return records.stream().mapToDouble(of).toArray();
  }
}
