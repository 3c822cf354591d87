package org.unfurl.sweep.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of the grid that is left out: the points whose value is listed on every axis named here.
 *
 * @param values at least one axis, each with at least one value
 */
public record Exclusion(Map<Axis<?>, List<?>> values) {

  /** Checks and copies. */
  public Exclusion {
    Map<Axis<?>, List<?>> copy = new LinkedHashMap<>();
    values.forEach((axis, ofAxis) -> copy.put(axis, List.copyOf(ofAxis)));
    if (copy.isEmpty() || copy.containsValue(List.of())) {
      throw new IllegalArgumentException(
          "exclude (" + copy + ") must name at least one axis, each with at least one value");
    }
    values = Collections.unmodifiableMap(copy);
  }

  /** Whether the point lies in the excluded part; a point that lacks a named axis does not. */
  boolean matches(Map<Axis<?>, Object> point) {
    return values.entrySet().stream()
        .allMatch(
            entry ->
                point.containsKey(entry.getKey())
                    && entry.getValue().contains(point.get(entry.getKey())));
  }
}
