package org.unfurl.train.trainer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.unfurl.train.memory.MemoryLedger;
import org.unfurl.train.parameter.ParameterVector;

/** Remembers when the validation loss was lowest and, where they are to be kept, the weights. */
final class BestWeights {

  private final ValidationSplit split;
  private final ParameterVector parameters;
  private double lowest = Double.POSITIVE_INFINITY;
  private int update = -1;
  private int checksSince;
  private double[] weights;

  BestWeights(ValidationSplit split, ParameterVector parameters) {
    this.split = split;
    this.parameters = parameters;
  }

  /** Updates after which the loss was lowest; -1 if it was never finite. */
  int update() {
    return update;
  }

  /** A stage begins, which has as much patience as any. */
  void begin() {
    checksSince = 0;
  }

  /** Sees the loss after so many updates. */
  void add(int updates, double loss) {
    checksSince++;
    if (loss < lowest) {
      lowest = loss;
      update = updates;
      checksSince = 0;
      if (split.keep() == ValidationSplit.Kept.BEST) {
        keep(parameters.read());
      }
    }
  }

  /** Whether the stage has waited long enough. */
  boolean isImpatient() {
    return split.patience() > 0 && checksSince >= split.patience();
  }

  /** Puts the kept weights in their place, if there are any. */
  void recall() {
    if (weights != null) {
      parameters.replace(weights);
    }
  }

  /** Counts out what is held. */
  void release() {
    if (weights != null) {
      ledger().release(MemoryLedger.bytes(weights));
      weights = null;
    }
  }

  Map<String, double[]> state() {
    Map<String, double[]> state = new LinkedHashMap<>();
    state.put("at", new double[] {lowest, update, checksSince});
    if (weights != null) {
      state.put("weights", weights);
    }
    return state;
  }

  void restore(Map<String, double[]> state) {
    lowest = state.get("at")[0];
    update = (int) state.get("at")[1];
    checksSince = (int) state.get("at")[2];
    if (state.containsKey("weights")) {
      keep(state.get("weights"));
    }
  }

  private void keep(double[] values) {
    release();
    weights = values;
    ledger().hold(MemoryLedger.bytes(weights));
  }

  private MemoryLedger ledger() {
    return parameters.session().memory();
  }
}
