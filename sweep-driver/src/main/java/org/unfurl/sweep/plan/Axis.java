package org.unfurl.sweep.plan;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unfurl.sweep.sample.Sample;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/** One dimension of the grid; with one choice a constant. */
public sealed interface Axis {

  /** The key of the sweep file that it stands at. */
  String key();

  /** At least one, none twice. */
  List<Values> choices();

  /** Whether a choice of it says what a setting is. */
  boolean gives(Setting<?> setting);

  /** The axis of one setting. */
  static <T> Axis of(Setting<T> setting, List<T> values) {
    return new Listed(
        setting.key(), values.stream().map(value -> Values.none().with(setting, value)).toList());
  }

  /**
   * The values of a setting, or bundles of several settings of one section.
   *
   * @param key of the setting, or of the section whose settings are bundled
   */
  record Listed(String key, List<Values> choices) implements Axis {

    /** Checks and copies. */
    public Listed {
      choices = List.copyOf(choices);
      if (choices.isEmpty()) {
        throw new IllegalArgumentException(key + " (empty) must have at least one value");
      }
      if (new HashSet<>(choices).size() < choices.size()) {
        throw new IllegalArgumentException(key + " (" + choices + ") must not repeat a value");
      }
    }

    @Override
    public boolean gives(Setting<?> setting) {
      return key.equals(setting.key()) || setting.key().startsWith(key + ".");
    }
  }

  /**
   * Bundles of any settings, each with a name. What a bundle says holds in place of what other axes
   * say.
   *
   * @param byName at least one
   */
  record Variants(Map<String, Values> byName) implements Axis {

    /**
     * The name, for exclusions, labels and headings. A trial does not have it: bundles that mean
     * the same are one trial.
     */
    public static final Setting<String> NAME =
        Setting.text("variants").called("variant").meaning("name of a bundle of settings");

    /** Checks and copies. */
    public Variants {
      byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
      if (byName.isEmpty()) {
        throw new IllegalArgumentException("variants (empty) must have at least one");
      }
    }

    @Override
    public String key() {
      return NAME.key();
    }

    /** With the name of each. */
    @Override
    public List<Values> choices() {
      return byName.entrySet().stream()
          .map(variant -> variant.getValue().with(NAME, variant.getKey()))
          .toList();
    }

    @Override
    public boolean gives(Setting<?> setting) {
      return setting.equals(NAME)
          || byName.values().stream().anyMatch(values -> values.has(setting));
    }

    /** Whether no variant leaves it to other axes what a setting is. */
    public boolean alwaysGives(Setting<?> setting) {
      return byName.values().stream().allMatch(values -> values.has(setting));
    }
  }

  /**
   * Values that were drawn together.
   *
   * @param sample that they are the draws of
   */
  record Drawn(Sample sample, List<Values> choices) implements Axis {

    /** The key of the sweep file. */
    public static final String KEY = "sample";

    /** Copies. */
    public Drawn {
      choices = List.copyOf(choices);
    }

    @Override
    public String key() {
      return KEY;
    }

    @Override
    public boolean gives(Setting<?> setting) {
      return sample.ranges().containsKey(setting);
    }
  }
}
