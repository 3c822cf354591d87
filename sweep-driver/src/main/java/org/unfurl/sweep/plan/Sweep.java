package org.unfurl.sweep.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.train.task.Task;

/**
 * A resolved sweep: every default filled in, nothing left to look up.
 *
 * @param name of the sweep and of its results folder
 * @param seed of the sweep: all randomness derives from it
 * @param axes of the grid
 * @param evaluation shared by all trials and baselines
 * @param ownData reference data that are not generated; where there are any of a system and split,
 *     they are that split
 * @param exclusions parts of the grid that are left out
 * @param baselines that stand beside the trained trials; may be empty
 */
public record Sweep(
    String name,
    Seed seed,
    Axes axes,
    Evaluation evaluation,
    List<OwnData> ownData,
    List<Exclusion> exclusions,
    List<Baseline> baselines) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
  private static final int LONGEST_NAME = 60;

  /** The folder of the results tree that holds reference data, so no sweep may have its name. */
  private static final String RESERVED_NAME = "reference-data";

  /** Checks the name and copies the lists. */
  public Sweep {
    nameProblem(name)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    ownData = List.copyOf(ownData);
    exclusions = List.copyOf(exclusions);
    baselines = List.copyOf(baselines);
  }

  /** What is wrong with a sweep's name; empty if nothing is. */
  public static Optional<String> nameProblem(String name) {
    if (name.length() > LONGEST_NAME) {
      return Optional.of(
          "sweep (" + name + ") must have at most " + LONGEST_NAME + " characters; shorten it");
    }
    if (!NAME.matcher(name).matches()) {
      return Optional.of(
          "sweep ("
              + name
              + ") must consist of lower-case letters, digits and hyphens and begin with a letter"
              + " or digit, such as my-sweep");
    }
    if (name.equals(RESERVED_NAME)) {
      return Optional.of(
          "sweep (" + name + ") must be another name: that folder holds the reference data");
    }
    return Optional.empty();
  }

  /** Every point of the grid that is to be computed, reduced to what matters to it. */
  public List<Point> points() {
    return Grid.points(axes, exclusions, withOwnTraining());
  }

  /** What is given of a system's data, in an order that the file does not decide. */
  List<ReferenceSpec> ownReferences(String system) {
    return ownData.stream()
        .map(OwnData::spec)
        .filter(spec -> spec.system().equals(system))
        .sorted(Comparator.comparing(ReferenceSpec::split).thenComparing(ReferenceSpec::parameter))
        .toList();
  }

  /** The same, of the training data those of so many frames: an axis has one set for each value. */
  List<ReferenceSpec> ownReferences(String system, int frames) {
    return ownReferences(system).stream()
        .filter(spec -> spec.split() != Split.TRAIN || spec.frames() == frames)
        .toList();
  }

  /** Systems whose training data are the author's own. */
  Set<String> withOwnTraining() {
    return ownData.stream()
        .map(OwnData::spec)
        .filter(spec -> spec.split() == Split.TRAIN)
        .map(ReferenceSpec::system)
        .collect(Collectors.toSet());
  }

  /** The schemes of the axis that a system offers, in the axis' order. */
  List<String> schemesOf(String system) {
    List<String> offered = PhysicalSystems.named(system).schemes();
    return axes.of(Task.SCHEME).stream().filter(offered::contains).toList();
  }
}
