package org.unfurl.sweep.file;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.unfurl.sweep.plan.Axis;
import org.unfurl.sweep.plan.Baseline;
import org.unfurl.sweep.plan.Exclusion;
import org.unfurl.sweep.plan.OwnData;
import org.unfurl.sweep.plan.Sweep;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.architecture.Size;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

/** Writes a sweep as a sweep file in which every key is given. */
final class SweepText {

  private SweepText() {}

  static String of(Sweep sweep) {
    StringBuilder text = new StringBuilder();
    line(text, 0, SweepKeys.SWEEP, sweep.name());
    line(text, 0, SweepKeys.SWEEP_SEED.key(), sweep.seed().value());
    for (Axis<?> axis : Axis.all()) {
      line(text, 0, axis.key(), listOrScalar(sweep.axes().of(axis)));
    }
    section(text, 0, SweepKeys.TRAINING);
    line(text, 1, SweepKeys.UPDATES.key(), sweep.training().updates());
    line(text, 1, SweepKeys.BATCH_SIZE.key(), sweep.training().batchSize());
    line(text, 1, SweepKeys.TRAJECTORIES.key(), sweep.training().trajectories());
    line(text, 1, SweepKeys.FRAMES.key(), sweep.training().frames());
    LearningRate rate = sweep.training().learningRate();
    section(text, 1, SweepKeys.LEARNING_RATE);
    line(text, 2, SweepKeys.INITIAL.key(), value(rate.initial()));
    line(text, 2, SweepKeys.DECAY.key(), value(rate.decay()));
    line(text, 2, SweepKeys.EVERY.key(), rate.every());
    section(text, 0, SweepKeys.EVALUATION);
    line(text, 1, SweepKeys.TESTS.key(), sweep.evaluation().tests());
    line(text, 1, SweepKeys.ERROR_HORIZON.key(), sweep.evaluation().errorHorizon());
    line(text, 1, SweepKeys.ROLLOUT_FRAMES.key(), sweep.evaluation().rolloutFrames());
    references(text, sweep.ownData());
    exclusions(text, sweep.exclusions());
    line(text, 0, SweepKeys.BASELINES, list(sweep.baselines()));
    return text.toString();
  }

  /** A value as a sweep file writes it. */
  static String value(Object value) {
    if (value instanceof Task task) {
      return task.word();
    } else if (value instanceof Modality modality) {
      return modality.word();
    } else if (value instanceof Baseline baseline) {
      return baseline.word();
    } else if (value instanceof Double number) {
      return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    } else if (value instanceof ArchitectureSpec network) {
      return "{ architecture: "
          + network.name()
          + ", width: "
          + network.values().of(Size.WIDTH)
          + ", depth: "
          + network.values().of(Size.DEPTH)
          + " }";
    }
    return value.toString();
  }

  /** Values in a row, as messages show them. */
  static String values(List<?> values) {
    return values.stream().map(SweepText::value).collect(Collectors.joining(", "));
  }

  private static void references(StringBuilder text, List<OwnData> ownData) {
    if (ownData.isEmpty()) {
      line(text, 0, SweepKeys.REFERENCES, "[]");
      return;
    }
    section(text, 0, SweepKeys.REFERENCES);
    for (OwnData own : ownData) {
      text.append("  - ").append(Axis.SYSTEM.key()).append(": ").append(own.spec().system());
      text.append('\n');
      line(text, 2, SweepKeys.PARAMETER, value(own.spec().parameter()));
      line(text, 2, SweepKeys.SPLIT, own.spec().split().word());
      line(text, 2, SweepKeys.FILE, quoted(own.file()));
      if (!own.array().isEmpty()) {
        line(text, 2, SweepKeys.ARRAY, quoted(own.array()));
      }
      line(text, 2, SweepKeys.FRAME_TIME.key(), value(own.frameTime()));
      line(text, 2, SweepKeys.STRIDE.key(), own.every());
    }
  }

  /** A name may hold whatever YAML gives a meaning to. */
  private static String quoted(String name) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static void exclusions(StringBuilder text, List<Exclusion> exclusions) {
    if (exclusions.isEmpty()) {
      line(text, 0, SweepKeys.EXCLUDE, "[]");
      return;
    }
    section(text, 0, SweepKeys.EXCLUDE);
    for (Exclusion exclusion : exclusions) {
      text.append("  - { ")
          .append(
              exclusion.values().entrySet().stream()
                  .map(SweepText::entry)
                  .collect(Collectors.joining(", ")))
          .append(" }\n");
    }
  }

  private static String entry(Map.Entry<Axis<?>, List<?>> entry) {
    return entry.getKey().key() + ": " + listOrScalar(entry.getValue());
  }

  private static String listOrScalar(List<?> values) {
    return values.size() == 1 ? value(values.get(0)) : list(values);
  }

  private static String list(List<?> values) {
    return "[" + values(values) + "]";
  }

  private static void section(StringBuilder text, int depth, String key) {
    text.append("  ".repeat(depth)).append(key).append(":\n");
  }

  private static void line(StringBuilder text, int depth, String key, Object value) {
    text.append("  ".repeat(depth)).append(key).append(": ").append(value).append('\n');
  }
}
