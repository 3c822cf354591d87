package org.unfurl.sweep.outcome;

import java.io.Serializable;
import java.util.Set;

/** How a trial ended. A value, never a thrown exception: each outcome is a row of the tables. */
public sealed interface Outcome extends Serializable {

  /** The word in tables: {@code OK}, {@code TRAINING_DIVERGED}, … */
  String word();

  /** Whether an outcome, by its word, leaves work to do; a divergence is a result. */
  static boolean isFailure(String word) {
    return Set.of("FAILED", "OUT_OF_MEMORY", "LOST").contains(word);
  }

  /** The trial ran to its end and was scored. */
  record Ok() implements Outcome {
    @Override
    public String word() {
      return "OK";
    }
  }

  /** A reference data set it needs left the finite numbers. */
  record ReferenceDiverged(String message) implements Outcome {
    @Override
    public String word() {
      return "REFERENCE_DIVERGED";
    }
  }

  /** Loss or gradient left the finite numbers during training. */
  record TrainingDiverged(int update, double lastFiniteLoss) implements Outcome {
    @Override
    public String word() {
      return "TRAINING_DIVERGED";
    }
  }

  /** The JVM had no memory left for it. */
  record OutOfMemory(String message) implements Outcome {
    @Override
    public String word() {
      return "OUT_OF_MEMORY";
    }
  }

  /** The machine it ran on was lost, and so were all retries. */
  record Lost(String message) implements Outcome {
    @Override
    public String word() {
      return "LOST";
    }
  }

  /** A bug, loud: the error as it was thrown. */
  record Failed(String errorClass, String message, String stack) implements Outcome {
    @Override
    public String word() {
      return "FAILED";
    }
  }
}
