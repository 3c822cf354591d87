package org.unfurl.sweep.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * A part of the grid that is left out: the points whose value is listed for every setting named
 * here.
 *
 * @param values plain forms by setting: at least one setting, each with at least one value
 */
public record Exclusion(Map<Setting<?>, List<Object>> values) {

  /** Checks and copies. */
  public Exclusion {
    Map<Setting<?>, List<Object>> copy = new LinkedHashMap<>();
    values.forEach((setting, plain) -> copy.put(setting, List.copyOf(plain)));
    if (copy.isEmpty() || copy.containsValue(List.of())) {
      throw new IllegalArgumentException(
          "exclude (" + copy + ") must name at least one setting, each with at least one value");
    }
    values = Collections.unmodifiableMap(copy);
  }

  /** Whether the point lies in the excluded part; a point that lacks a named setting does not. */
  boolean matches(Values point) {
    return values.entrySet().stream()
        .allMatch(
            entry ->
                point.has(entry.getKey())
                    && entry.getValue().contains(point.plain(entry.getKey())));
  }
}
