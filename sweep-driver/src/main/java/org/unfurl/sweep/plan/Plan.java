package org.unfurl.sweep.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.train.setting.Values;

/**
 * The expanded sweep.
 *
 * @param sweep what was expanded
 * @param trials baselines included, longest predicted first, ties by key
 * @param references every reference data set that a trial needs, by key
 * @param variants name of the variant of each trial that has one, by key
 */
public record Plan(
    Sweep sweep,
    List<Trial> trials,
    Map<String, ReferenceSpec> references,
    Map<String, String> variants) {

  /** Checks that keys and labels are unique, and copies. */
  public Plan {
    trials = List.copyOf(trials);
    variants = Map.copyOf(variants);
    references = Collections.unmodifiableMap(new LinkedHashMap<>(references));
    requireUnique("key", trials.stream().map(Trial::key).toList());
    requireUnique("label", trials.stream().map(Trial::label).toList());
  }

  /** A plan without variants. */
  public Plan(Sweep sweep, List<Trial> trials, Map<String, ReferenceSpec> references) {
    this(sweep, trials, references, Map.of());
  }

  /**
   * Expands a sweep.
   *
   * @throws IllegalArgumentException if the sweep names what does not exist or its grid is too
   *     large; a sweep that came from a file does neither
   */
  public static Plan of(Sweep sweep) {
    List<Trial> trials = new ArrayList<>();
    TrialSettings settings = sweep.axes().settings();
    List<Point> points = sweep.points();
    Labels labels = new Labels(sweep.axes(), points);
    CostModel.Shared costs = new CostModel.Shared();
    Map<String, String> variants = new HashMap<>();
    for (Point point : points) {
      Trial trial = trial(labels.of(point), trained(sweep, point.values()), settings, costs);
      trials.add(trial);
      if (!point.variant().isEmpty()) {
        variants.put(trial.key(), point.variant());
      }
    }
    for (TrialConfig.Bare bare : baselines(sweep)) {
      trials.add(trial(labels.of(bare), bare, settings, costs));
    }
    trials.sort(Schedule.LONGEST_FIRST);
    return new Plan(sweep, trials, references(trials), variants);
  }

  /** The key of every trial, in the plan's order. */
  public List<String> keys() {
    return trials.stream().map(Trial::key).toList();
  }

  /** The trials that train a network, in the plan's order. */
  public List<Trial> trained() {
    return trials.stream().filter(t -> t.config() instanceof TrialConfig.Trained).toList();
  }

  /** The trials that train nothing, in the plan's order. */
  public List<Trial> baselines() {
    return trials.stream().filter(t -> t.config() instanceof TrialConfig.Bare).toList();
  }

  private static Trial trial(
      String label, TrialConfig config, TrialSettings settings, CostModel.Shared costs) {
    double seconds = CostModel.seconds(config, costs);
    return new Trial(TrialKey.of(config, settings), label, config, seconds);
  }

  private static TrialConfig.Trained trained(Sweep sweep, Values point) {
    return new TrialConfig.Trained(
        sweep.seed(),
        sweep.evaluation(),
        point,
        sweep.ownReferences(point.of(TrialSettings.SYSTEM), point.of(TrialSettings.FRAMES)));
  }

  private static List<TrialConfig.Bare> baselines(Sweep sweep) {
    List<TrialConfig.Bare> bare = new ArrayList<>();
    for (String system : sweep.axes().of(TrialSettings.SYSTEM)) {
      for (Baseline baseline : sweep.baselines()) {
        List<String> schemes =
            switch (baseline) {
              case SOLVER -> sweep.schemesOf(system);
              case PERSISTENCE -> List.of("");
            };
        for (String scheme : schemes) {
          bare.add(
              new TrialConfig.Bare(
                  system,
                  sweep.seed(),
                  sweep.evaluation(),
                  baseline,
                  scheme,
                  sweep.ownReferences(system)));
        }
      }
    }
    return bare;
  }

  /** Every reference data set that some trials of one sweep need, by key. */
  public static Map<String, ReferenceSpec> references(List<Trial> trials) {
    // Trials share most of their references, and a key is a hash: compute each once.
    Set<List<Object>> needs = new HashSet<>();
    Set<ReferenceSpec> distinct = new HashSet<>();
    Map<String, ReferenceSpec> byKey = new LinkedHashMap<>();
    trials.stream()
        .map(Trial::config)
        .filter(config -> needs.add(config.referenceNeeds()))
        .flatMap(TrialConfig::references)
        .filter(distinct::add)
        .forEach(spec -> byKey.put(spec.key(), spec));
    return byKey;
  }

  private static void requireUnique(String name, List<String> values) {
    Set<String> seen = new HashSet<>();
    for (String value : values) {
      if (!seen.add(value)) {
        throw new IllegalArgumentException(name + " (" + value + ") must occur once in a plan");
      }
    }
  }
}
