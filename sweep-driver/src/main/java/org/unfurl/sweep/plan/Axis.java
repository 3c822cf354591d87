package org.unfurl.sweep.plan;

import java.util.HashSet;
import java.util.List;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * One dimension of the grid: the values of a setting, or bundles of several settings that change
 * together; with one choice a constant.
 *
 * @param key of the setting, or of the section whose settings are bundled
 * @param choices at least one, none twice
 */
public record Axis(String key, List<Values> choices) {

  /** Checks and copies. */
  public Axis {
    choices = List.copyOf(choices);
    if (choices.isEmpty()) {
      throw new IllegalArgumentException(key + " (empty) must have at least one value");
    }
    if (new HashSet<>(choices).size() < choices.size()) {
      throw new IllegalArgumentException(key + " (" + choices + ") must not repeat a value");
    }
  }

  /** The axis of one setting. */
  public static <T> Axis of(Setting<T> setting, List<T> values) {
    return new Axis(
        setting.key(), values.stream().map(value -> Values.none().with(setting, value)).toList());
  }
}
