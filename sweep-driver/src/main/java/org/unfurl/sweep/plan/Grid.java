package org.unfurl.sweep.plan;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

/** Expands axes into the points that remain to be computed. */
public final class Grid {

  /** Points before exclusion; beyond it a sweep is a mistake rather than a plan. */
  public static final long MAXIMUM_POINTS = 100_000;

  private Grid() {}

  /** The product of the numbers of values, exclusions not subtracted. */
  public static BigInteger points(Map<Axis<?>, List<?>> axes) {
    return axes.values().stream()
        .map(values -> BigInteger.valueOf(values.size()))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  /** Whether there are more than {@link #MAXIMUM_POINTS}. */
  public static boolean isTooLarge(Map<Axis<?>, List<?>> axes) {
    return points(axes).compareTo(BigInteger.valueOf(MAXIMUM_POINTS)) > 0;
  }

  /**
   * The cartesian product, less the exclusions and less the schemes that a system does not offer,
   * each point reduced to the axes that matter to it, without repetition. Axes that are absent are
   * left out of the points, so that a partly readable sweep file can be checked too.
   *
   * @throws IllegalArgumentException if there are more than {@link #MAXIMUM_POINTS}
   */
  public static List<Combination> combinations(
      Map<Axis<?>, List<?>> axes, List<Exclusion> exclusions) {
    if (isTooLarge(axes)) {
      throw new IllegalArgumentException(
          "grid (" + points(axes) + " points) must have at most " + MAXIMUM_POINTS);
    }
    List<Map<Axis<?>, Object>> points = List.of(Map.of());
    for (Axis<?> axis : Axis.all()) {
      if (axes.containsKey(axis)) {
        points = extend(points, axis, axes.get(axis));
      }
    }
    LinkedHashSet<Combination> distinct = new LinkedHashSet<>();
    for (Map<Axis<?>, Object> point : points) {
      if (exclusions.stream().noneMatch(exclusion -> exclusion.matches(point))) {
        Combination combination = relevant(point);
        if (offered(combination)) {
          distinct.add(combination);
        }
      }
    }
    return List.copyOf(distinct);
  }

  private static List<Map<Axis<?>, Object>> extend(
      List<Map<Axis<?>, Object>> points, Axis<?> axis, List<?> values) {
    List<Map<Axis<?>, Object>> extended = new ArrayList<>(points.size() * values.size());
    for (Map<Axis<?>, Object> point : points) {
      for (Object value : values) {
        Map<Axis<?>, Object> next = new LinkedHashMap<>(point);
        next.put(axis, value);
        extended.add(next);
      }
    }
    return extended;
  }

  private static Combination relevant(Map<Axis<?>, Object> point) {
    Combination whole = new Combination(point);
    Map<Axis<?>, Object> reduced = new LinkedHashMap<>(point);
    if (whole.value(Axis.TASK).filter(task -> !task.usesSolver()).isPresent()) {
      reduced.remove(Axis.SCHEME);
    }
    Optional<Modality> modality = whole.value(Axis.MODALITY);
    if (modality.equals(Optional.of(Modality.ONE))) {
      reduced.remove(Axis.WARM_UP);
      reduced.remove(Axis.TRUNCATION);
    } else if (modality.equals(Optional.of(Modality.NOG))) {
      reduced.remove(Axis.TRUNCATION);
    } else if (cutsNothing(whole)) {
      reduced.put(Axis.TRUNCATION, 0);
    }
    return new Combination(reduced);
  }

  /** A window of m frames has m - 1 links, so that every k-th is none of them where k >= m. */
  private static boolean cutsNothing(Combination point) {
    return point
        .value(Axis.TRUNCATION)
        .flatMap(every -> point.value(Axis.UNROLL_LENGTH).map(length -> every >= length))
        .orElse(false);
  }

  private static boolean offered(Combination point) {
    Optional<String> scheme = point.value(Axis.SCHEME);
    Optional<String> system = point.value(Axis.SYSTEM);
    boolean needed = point.value(Axis.TASK).filter(Task::usesSolver).isPresent();
    return !needed
        || scheme.isEmpty()
        || system.isEmpty()
        || PhysicalSystems.named(system.get()).schemes().contains(scheme.get());
  }
}
