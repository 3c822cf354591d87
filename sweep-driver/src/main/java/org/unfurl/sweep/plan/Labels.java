package org.unfurl.sweep.plan;

import java.util.Map;
import java.util.StringJoiner;

/** Short readable names: only what varies in the sweep, in the order of {@link Axis#all()}. */
final class Labels {

  private Labels() {}

  static String of(Combination point, Axes axes) {
    StringJoiner label = new StringJoiner("/").setEmptyValue(constant(point));
    for (Map.Entry<Axis<?>, Object> entry : point.values().entrySet()) {
      if (axes.varies(entry.getKey())) {
        label.add(entry.getKey().word(entry.getValue()));
      }
    }
    return label.toString();
  }

  static String of(TrialConfig.Bare bare, Axes axes) {
    String system = axes.varies(Axis.SYSTEM) ? bare.system() + "/" : "";
    String scheme = bare.scheme().isEmpty() ? "" : "-" + bare.scheme();
    return system + "baseline/" + bare.baseline().word() + scheme;
  }

  /** The name of the only trial of a sweep in which nothing varies. */
  private static String constant(Combination point) {
    return Axis.TASK.word(point.required(Axis.TASK))
        + "/"
        + Axis.MODALITY.word(point.required(Axis.MODALITY))
        + "/"
        + Axis.SEED.word(point.required(Axis.SEED));
  }
}
