package org.unfurl.sweep.file;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.NetworkShape;
import org.unfurl.train.setting.Values;

/** Whether every network can be built for the states of every system that it meets. */
final class NetworkChecks {

  private NetworkChecks() {}

  /**
   * Reports what an architecture refuses.
   *
   * @param points of the grid
   * @param line of the networks
   */
  static void check(List<Values> points, int line, Problems problems) {
    Map<String, Set<ArchitectureSpec>> networks = new LinkedHashMap<>();
    for (Values point : points) {
      networks
          .computeIfAbsent(point.of(TrialSettings.SYSTEM), system -> new LinkedHashSet<>())
          .add(Architectures.of(point));
    }
    networks.forEach(
        (name, ofSystem) -> {
          PhysicalSystem system = PhysicalSystems.named(name);
          double anyParameter = system.parameters(Split.TRAIN).get(0);
          NetworkShape shape =
              new NetworkShape(system.shape(), system.parameterFeatures(anyParameter).length);
          for (ArchitectureSpec network : ofSystem) {
            Optional<String> problem =
                Architectures.named(network.name()).problem(network.values(), shape);
            problem.ifPresent(
                text -> problems.at(line, networks.size() == 1 ? text : name + ": " + text));
          }
        });
  }
}
