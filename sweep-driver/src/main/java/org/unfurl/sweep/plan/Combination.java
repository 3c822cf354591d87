package org.unfurl.sweep.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One point of the grid, reduced to the axes that matter to it: a prediction has no scheme, ONE has
 * neither warm-up nor truncation, NOG no truncation.
 *
 * @param values by axis, in the order of {@link Axis#all()}
 */
public record Combination(Map<Axis<?>, Object> values) {

  /** Copies. */
  public Combination {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The value on an axis; empty if the axis does not matter here. */
  public <T> Optional<T> value(Axis<T> axis) {
    return Optional.ofNullable(values.get(axis)).map(axis::cast);
  }

  /** The value on an axis that matters to every point. */
  <T> T required(Axis<T> axis) {
    return value(axis).orElseThrow();
  }
}
