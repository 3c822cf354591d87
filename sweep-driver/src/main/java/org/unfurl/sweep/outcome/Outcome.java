package org.unfurl.sweep.outcome;

import java.io.Serializable;
import java.util.Optional;
import org.unfurl.train.trainer.Divergence;

/** How a trial ended. A value, never a thrown exception: each outcome is a row of the tables. */
public sealed interface Outcome extends Serializable {

  /** What the tables keep, and what follows from it. */
  OutcomeKind kind();

  /** Why there is no result, in words of what was wrong; empty where the kind says it all. */
  Optional<String> message();

  /** The same for the console, in one line; empty if OK. */
  default String reason() {
    return message().flatMap(text -> text.lines().findFirst()).orElse("");
  }

  /** The trial ran to its end and was scored. */
  record Ok() implements Outcome {
    @Override
    public OutcomeKind kind() {
      return OutcomeKind.OK;
    }

    @Override
    public Optional<String> message() {
      return Optional.empty();
    }
  }

  /** A reference data set it needs left the finite numbers. */
  record ReferenceDiverged(String why) implements Outcome {
    @Override
    public OutcomeKind kind() {
      return OutcomeKind.REFERENCE_DIVERGED;
    }

    @Override
    public Optional<String> message() {
      return Optional.ofNullable(why);
    }
  }

  /** Training left the finite numbers, or its loss stayed too high. */
  record TrainingDiverged(int update, Divergence where, double lastFiniteLoss) implements Outcome {
    @Override
    public OutcomeKind kind() {
      return OutcomeKind.TRAINING_DIVERGED;
    }

    @Override
    public Optional<String> message() {
      return Optional.of("at update " + update + ": " + where.text());
    }
  }

  /** The JVM had no memory left for it. */
  record OutOfMemory(String why) implements Outcome {
    @Override
    public OutcomeKind kind() {
      return OutcomeKind.OUT_OF_MEMORY;
    }

    @Override
    public Optional<String> message() {
      return Optional.ofNullable(why);
    }
  }

  /** The machine it ran on was lost, and so were all retries. */
  record Lost(String why) implements Outcome {
    @Override
    public OutcomeKind kind() {
      return OutcomeKind.LOST;
    }

    @Override
    public Optional<String> message() {
      return Optional.ofNullable(why);
    }
  }

  /** A bug, loud: the error as it was thrown. */
  record Failed(String errorClass, String why, String stack) implements Outcome {
    @Override
    public OutcomeKind kind() {
      return OutcomeKind.FAILED;
    }

    @Override
    public Optional<String> message() {
      return Optional.ofNullable(why);
    }

    @Override
    public String reason() {
      return (errorClass + ": " + why).lines().findFirst().orElse("");
    }
  }
}
