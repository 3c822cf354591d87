package org.unfurl.sweep.plan;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.Size;
import org.unfurl.train.layer.Description;
import org.unfurl.train.layer.Reach;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;
import org.unfurl.train.task.Task;

/**
 * What a plan says of its networks: parameters, what a wish became, the receptive field beside the
 * domain, and which networks see less than one frame of their system carries.
 */
final class NetworkListing {

  /** Networks of a system: a page of them. */
  private static final int MOST_LISTED = 100;

  private final Plan plan;
  private final SizedNetworks networks;

  /** The networks of the trials, and whether one of them predicts without a solver. */
  private final Map<Placed, Boolean> predicts = new LinkedHashMap<>();

  private final List<List<String>> lines = new ArrayList<>();
  private final List<List<String>> warnings = new ArrayList<>();

  /**
   * One network in one system.
   *
   * @param network its settings, the size among them
   */
  private record Placed(String system, Values network) {}

  NetworkListing(Plan plan) {
    this.plan = plan;
    this.networks = new SizedNetworks(plan.sweep().axes().settings());
    for (Trial trial : plan.trained()) {
      Values values = trial.config().values();
      predicts.merge(
          new Placed(trial.config().system(), networks.network(values)),
          !values.of(Task.SETTING).usesSolver(),
          Boolean::logicalOr);
    }
    plan.sweep().axes().of(TrialSettings.SYSTEM).stream()
        .map(PhysicalSystems::named)
        .forEach(this::list);
  }

  /** A line for every system, and after it one for every network, in parts. */
  List<List<String>> lines() {
    return lines;
  }

  /** Every warning in parts. */
  List<List<String>> warnings() {
    return warnings;
  }

  private void list(PhysicalSystem system) {
    Set<Placed> listed = new HashSet<>();
    List<List<String>> ofSystem = new ArrayList<>();
    Optional<FrameReach> carried = FrameReach.of(system);
    int left = 0;
    for (Values bundle : candidates(system)) {
      Values network = networks.placed(bundle, system.name());
      Placed placed = new Placed(system.name(), network);
      boolean isNew = predicts.containsKey(placed) && listed.add(placed);
      if (isNew && ofSystem.size() >= MOST_LISTED) {
        left++;
      } else if (isNew) {
        Description description =
            Architectures.description(Architectures.of(network), CostModel.shape(system));
        Reach reach = description.reach();
        ofSystem.add(line(system, bundle, network, description));
        carried
            .filter(frame -> predicts.get(placed) && frame.isBeyond(reach))
            .ifPresent(frame -> warnings.add(warning(system, network, reach, frame)));
      }
    }
    if (left > 0) {
      ofSystem.add(List.of("- and " + Quantities.count(left) + " more"));
    }
    if (!ofSystem.isEmpty()) {
      List<String> heading = new ArrayList<>();
      heading.add("on " + system.name());
      heading.add(points(system.shape()));
      carried.ifPresent(frame -> heading.add("a frame carries " + frame.text(system.shape())));
      lines.add(heading);
      lines.addAll(ofSystem);
    }
  }

  /** In the order of the file, or of the work where variants or draws decide what they are. */
  private List<Values> candidates(PhysicalSystem system) {
    Axes axes = plan.sweep().axes();
    return axes.bundlesNetworks()
        ? predicts.keySet().stream()
            .filter(placed -> placed.system().equals(system.name()))
            .map(Placed::network)
            .toList()
        : axes.bundles(TrialSettings.NETWORK);
  }

  private List<String> line(
      PhysicalSystem system, Values bundle, Values network, Description description) {
    String wished =
        bundle.find(Size.PARAMETERS).map(wish -> " for " + Quantities.count(wish)).orElse("");
    return List.of(
        "- " + described(network),
        Quantities.count(Architectures.parameterCount(description)) + " parameters" + wished,
        "sees " + field(system.shape(), description.reach()));
  }

  private String described(Values network) {
    return plan.sweep().axes().settings().in(TrialSettings.NETWORK).stream()
        .filter(network::has)
        .filter(setting -> !setting.isNeutral(network.plain(setting)))
        .map(setting -> described(setting, network.plain(setting)))
        .collect(joining(" "));
  }

  private static String described(Setting<?> setting, Object plain) {
    return plain instanceof String word ? word : setting.name() + " " + plain;
  }

  /** The receptive field of a point in the middle. */
  private static String field(StateShape shape, Reach reach) {
    long columns = Math.min(2L * reach.columns() + 1, shape.columns());
    long rows = Math.min(2L * reach.rows() + 1, shape.rows());
    if (columns * rows == shape.points()) {
      return "all points";
    }
    return shape.isPlane() ? rows + " x " + columns + " points" : columns + " points";
  }

  private static String points(StateShape shape) {
    return shape.isPlane()
        ? shape.rows() + " x " + shape.columns() + " points"
        : shape.columns() + " points";
  }

  private List<String> warning(
      PhysicalSystem system, Values network, Reach reach, FrameReach frame) {
    return List.of(
        described(network),
        "sees " + FrameReach.text(system.shape(), reach.rows(), reach.columns()),
        "a frame of " + system.name() + " carries " + frame.text(system.shape()),
        "so predictions lack what comes from beyond; choose more depth");
  }
}
