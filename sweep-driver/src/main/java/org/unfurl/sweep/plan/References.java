package org.unfurl.sweep.plan;

import java.util.ArrayList;
import java.util.List;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;

/**
 * Which reference data sets a trial needs: one for each parameter of a split, or those that the
 * author of the sweep gives for that split.
 */
final class References {

  private References() {}

  static List<ReferenceSpec> training(
      String system, Seed sweepSeed, int trajectories, int frames, List<ReferenceSpec> own) {
    List<ReferenceSpec> given = ofSplit(own, Split.TRAIN);
    if (!given.isEmpty()) {
      return given;
    }
    PhysicalSystem physical = PhysicalSystems.named(system);
    return ofSplit(physical, Split.TRAIN, trajectories, frames, sweepSeed);
  }

  static List<ReferenceSpec> test(
      String system, Seed sweepSeed, Evaluation evaluation, List<ReferenceSpec> own) {
    PhysicalSystem physical = PhysicalSystems.named(system);
    int frames = evaluation.rolloutFrames() + 1;
    List<ReferenceSpec> specs = new ArrayList<>();
    for (Split split : Split.tests()) {
      List<ReferenceSpec> given = ofSplit(own, split);
      specs.addAll(
          given.isEmpty()
              ? ofSplit(physical, split, evaluation.tests(), frames, sweepSeed)
              : given);
    }
    return List.copyOf(specs);
  }

  private static List<ReferenceSpec> ofSplit(List<ReferenceSpec> own, Split split) {
    return own.stream().filter(spec -> spec.split() == split).toList();
  }

  private static List<ReferenceSpec> ofSplit(
      PhysicalSystem system, Split split, int trajectories, int frames, Seed sweepSeed) {
    return system.parameters(split).stream()
        .map(
            parameter ->
                new ReferenceSpec(
                    system.name(),
                    parameter,
                    split,
                    trajectories,
                    frames,
                    sweepSeed.derive(purpose(system.name(), split, parameter))))
        .toList();
  }

  private static String purpose(String system, Split split, double parameter) {
    return "reference/" + system + "/" + split.word() + "/" + CanonicalJson.number(parameter);
  }
}
