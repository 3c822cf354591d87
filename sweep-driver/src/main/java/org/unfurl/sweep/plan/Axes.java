package org.unfurl.sweep.plan;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of every axis, in the order of the sweep file; an axis of one value is a constant.
 *
 * @param values for every member of {@link Axis#all()} at least one value, none twice
 */
public record Axes(Map<Axis<?>, List<?>> values) {

  /** Checks and copies. */
  public Axes {
    Map<Axis<?>, List<?>> copy = new LinkedHashMap<>();
    for (Axis<?> axis : Axis.all()) {
      List<?> ofAxis = List.copyOf(values.getOrDefault(axis, List.of()));
      if (ofAxis.isEmpty()) {
        throw new IllegalArgumentException(axis + " (empty) must have at least one value");
      }
      if (new HashSet<>(ofAxis).size() < ofAxis.size()) {
        throw new IllegalArgumentException(axis + " (" + ofAxis + ") must not repeat a value");
      }
      ofAxis.forEach(axis::cast);
      copy.put(axis, ofAxis);
    }
    values = Collections.unmodifiableMap(copy);
  }

  /** The values of one axis. */
  public <T> List<T> of(Axis<T> axis) {
    return values.get(axis).stream().map(axis::cast).toList();
  }

  /** Whether the axis has more than one value. */
  public boolean varies(Axis<?> axis) {
    return values.get(axis).size() > 1;
  }
}
