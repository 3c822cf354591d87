package org.unfurl.sweep.plan;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.train.setting.Values;
import org.unfurl.train.task.Task;

/** Expands axes into the points that remain to be computed. */
public final class Grid {

  /** Points before exclusion; beyond it a sweep is a mistake rather than a plan. */
  public static final int MAXIMUM_POINTS = 1_000_000;

  private final Axes axes;
  private final List<Exclusion> exclusions;
  private final Set<String> withOwnTraining;
  private final SizedNetworks networks;
  private final Map<Values, String> distinct = new LinkedHashMap<>();
  private final Map<List<String>, Values> shapes = new HashMap<>();

  private Grid(
      Axes axes, List<Exclusion> exclusions, Set<String> withOwnTraining, SizedNetworks networks) {
    this.axes = axes;
    this.exclusions = exclusions;
    this.withOwnTraining = withOwnTraining;
    this.networks = networks;
  }

  /** Whether there are more than {@link #MAXIMUM_POINTS}. */
  public static boolean isTooLarge(Axes axes) {
    return axes.points().compareTo(BigInteger.valueOf(MAXIMUM_POINTS)) > 0;
  }

  /**
   * The cartesian product, less the exclusions and less the schemes that a system does not offer,
   * each point reduced to what matters to it, with a size in place of a wished number of
   * parameters, without repetition. Axes that are absent are left out of the points, so that a
   * partly readable sweep file can be checked too.
   *
   * @param withOwnTraining systems whose training data are the author's own, all of which are used
   * @throws IllegalArgumentException if there are more than {@link #MAXIMUM_POINTS}
   */
  public static List<Point> points(
      Axes axes, List<Exclusion> exclusions, Set<String> withOwnTraining) {
    return points(axes, exclusions, withOwnTraining, new SizedNetworks(axes.settings()));
  }

  /**
   * The same.
   *
   * @param networks that answer; whoever asks them about the points afterwards has the answers
   */
  public static List<Point> points(
      Axes axes, List<Exclusion> exclusions, Set<String> withOwnTraining, SizedNetworks networks) {
    if (isTooLarge(axes)) {
      throw new IllegalArgumentException(
          "grid (" + axes.points() + " points) must have at most " + MAXIMUM_POINTS);
    }
    Grid grid = new Grid(axes, exclusions, withOwnTraining, networks);
    grid.extend(Values.none(), 0);
    List<Point> points = new ArrayList<>(grid.distinct.size());
    grid.distinct.forEach((values, variant) -> points.add(new Point(values, variant)));
    return points;
  }

  private void extend(Values point, int axis) {
    if (axis < axes.all().size()) {
      axes.all().get(axis).choices().forEach(choice -> extend(point.and(choice), axis + 1));
    } else if (exclusions.stream().noneMatch(exclusion -> exclusion.matches(point))) {
      Values reduced = relevant(point);
      if (isOffered(reduced)) {
        distinct.putIfAbsent(reduced.sharing(shapes), point.find(Axis.Variants.NAME).orElse(""));
      }
    }
  }

  private Values relevant(Values point) {
    Values reduced = axes.settings().relevant(point.without(Axis.Variants.NAME));
    boolean own = point.find(TrialSettings.SYSTEM).filter(withOwnTraining::contains).isPresent();
    Values needed = own ? reduced.without(TrialSettings.TRAJECTORIES) : reduced;
    return networks.sized(axes.bundlesNetworks() ? networks.completed(needed) : needed);
  }

  private static boolean isOffered(Values point) {
    Optional<String> scheme = point.find(Task.SCHEME);
    Optional<String> system = point.find(TrialSettings.SYSTEM);
    boolean needed = point.find(Task.SETTING).filter(Task::usesSolver).isPresent();
    return !needed
        || scheme.isEmpty()
        || system.isEmpty()
        || PhysicalSystems.named(system.get()).schemes().contains(scheme.get());
  }
}
