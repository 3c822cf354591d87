package org.unfurl.sweep.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.unfurl.sweep.table.Copies.Copy;

/**
 * Which trials each of several folders of one sweep contributes to their union. What a folder
 * before has, equal, is not taken again; a failure gives way to a result. Reads only.
 */
public final class SweepComparison {
  private final List<SweepTables> folders;
  private final OnDifference onDifference;
  private final List<String> problems = new ArrayList<>();

  /** By trial, the folder that contributes it. */
  private final Map<String, Integer> contributors = new LinkedHashMap<>();

  /** Failures of an earlier folder that a later one replaces. */
  private final Set<String> replaced = new HashSet<>();

  private final Set<String> equal = new HashSet<>();
  private final Set<String> different = new HashSet<>();

  private SweepComparison(List<SweepTables> folders, OnDifference onDifference) {
    this.folders = List.copyOf(folders);
    this.onDifference = onDifference;
  }

  /**
   * Compares.
   *
   * @param folders the first ones count where rows are equal
   * @throws IOException if they cannot be read
   */
  public static SweepComparison of(List<SweepTables> folders, OnDifference onDifference)
      throws IOException {
    SweepComparison comparison = new SweepComparison(folders, onDifference);
    folders.forEach(folder -> comparison.problems.addAll(folder.problems()));
    comparison.compareTrials();
    comparison.compareRows(Tables.REFERENCES);
    comparison.compareRows(Tables.ENVIRONMENT);
    return comparison;
  }

  /** Rows of one key that differ, a line each; none if the first are to be kept. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** The trials that a folder contributes. */
  public Set<String> contribution(int folder) {
    Set<String> keys = new LinkedHashSet<>();
    contributors.forEach(
        (key, contributor) -> {
          if (contributor == folder) {
            keys.add(key);
          }
        });
    return keys;
  }

  /** Trials whose failure in an earlier folder gives way to a result of a later one. */
  public Set<String> replaced() {
    return Set.copyOf(replaced);
  }

  /** Trials that several folders have with equal rows. */
  public Set<String> equal() {
    return Set.copyOf(equal);
  }

  /** Trials whose rows differ, so that the first were kept. */
  public Set<String> different() {
    return Set.copyOf(different);
  }

  private void compareTrials() throws IOException {
    Set<String> shared = shared(Tables.TRIALS);
    List<Map<String, Copy>> trials = copies(Tables.TRIALS, shared);
    List<Map<String, Copy>> rollouts = copies(Tables.ROLLOUTS, shared);
    List<Map<String, Copy>> losses = copies(Tables.LOSSES, shared);
    for (int folder = 0; folder < folders.size(); folder++) {
      for (String key : folders.get(folder).trialKeys()) {
        Integer before = contributors.putIfAbsent(key, folder);
        if (before == null) {
          continue;
        }
        Copy first = trials.get(before).get(key);
        Copy second = trials.get(folder).get(key);
        if (Choice.isFailure(second)) {
          if (first.hasEqualRows(second)) {
            equal.add(key);
          }
        } else if (Choice.isFailure(first)) {
          contributors.put(key, folder);
          replaced.add(key);
        } else if (sameRows(Tables.TRIALS, key, first, second)
            && sameRows(
                Tables.ROLLOUTS, key, rollouts.get(before).get(key), rollouts.get(folder).get(key))
            && sameRows(
                Tables.LOSSES, key, losses.get(before).get(key), losses.get(folder).get(key))) {
          equal.add(key);
        } else {
          different.add(key);
        }
      }
    }
  }

  private void compareRows(Table<?> table) throws IOException {
    List<Map<String, Copy>> copies = copies(table, shared(table));
    Map<String, Copy> first = new HashMap<>();
    for (Map<String, Copy> ofFolder : copies) {
      ofFolder.forEach(
          (key, copy) -> {
            Copy before = first.putIfAbsent(key, copy);
            if (before != null) {
              sameRows(table, key, before, copy);
            }
          });
    }
  }

  /** Null where a folder has no such rows. */
  private boolean sameRows(Table<?> table, String key, Copy first, Copy second) {
    boolean same = first == null ? second == null : second != null && first.hasEqualRows(second);
    if (!same && onDifference == OnDifference.REFUSE) {
      problems.add(
          first == null || second == null
              ? "trial ("
                  + key
                  + ") must have the same rows everywhere, but only "
                  + (first == null ? second : first).file()
                  + " has its "
                  + table.name()
              : Choice.difference(table, key, first, second));
    }
    return same;
  }

  private List<Map<String, Copy>> copies(Table<?> table, Set<String> keys) throws IOException {
    List<Map<String, Copy>> copies = new ArrayList<>();
    for (SweepTables folder : folders) {
      copies.add(keys.isEmpty() ? Map.of() : folder.copies(table, keys));
    }
    return copies;
  }

  private Set<String> shared(Table<?> table) {
    Set<String> seen = new HashSet<>();
    Set<String> shared = new HashSet<>();
    for (SweepTables folder : folders) {
      for (String key : folder.keys(table)) {
        if (!seen.add(key)) {
          shared.add(key);
        }
      }
    }
    return shared;
  }
}
