package org.unfurl.sweep.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.storage.FolderTakenException;
import org.unfurl.sweep.storage.ResultLayout;
import org.unfurl.sweep.storage.Writer;
import org.unfurl.sweep.table.OnDifference;
import org.unfurl.sweep.table.ResultStore;
import org.unfurl.sweep.table.SweepComparison;
import org.unfurl.sweep.table.SweepTables;

/** Merges the folders of one sweep: its tables and the weights that they name. */
final class SweepMerge {

  private static final String WEIGHTS = ".safetensors";

  private final String name;
  private final Path target;
  private final Files files;
  private final Configuration configuration;
  private final OnDifference onDifference;
  private final List<SweepTables> folders = new ArrayList<>();
  private SweepComparison comparison;

  /** Files to copy before the rows that name them are written, by where they go. */
  private final Map<Path, Path> copies = new LinkedHashMap<>();

  /**
   * Touches nothing yet.
   *
   * @param target its folder in the results folder that is merged into
   */
  SweepMerge(
      String name,
      Path target,
      Files files,
      Configuration configuration,
      OnDifference onDifference) {
    this.name = name;
    this.target = target;
    this.files = files;
    this.configuration = configuration;
    this.onDifference = onDifference;
  }

  Path target() {
    return target;
  }

  /**
   * Compares the folders of the sweep.
   *
   * @param sources other folders of it, in the order in which they count, after the target
   * @param problems receives a line for whatever speaks against merging
   */
  void compare(List<Path> sources, List<String> problems) throws IOException {
    folders.add(SweepTables.of(target, configuration, onDifference));
    for (Path source : sources) {
      folders.add(SweepTables.of(source, configuration, onDifference));
    }
    comparison = SweepComparison.of(folders, onDifference);
    problems.addAll(comparison.problems());
    if (comparison.problems().isEmpty()) {
      compareWeights(problems);
    }
  }

  private void compareWeights(List<String> problems) throws IOException {
    List<Set<String>> models = new ArrayList<>();
    for (SweepTables folder : folders) {
      models.add(files.list(ResultLayout.models(folder.sweep())).keySet());
    }
    for (int contributor = 0; contributor < folders.size(); contributor++) {
      for (String key : comparison.contribution(contributor)) {
        Path first = null;
        for (int folder : holders(key, contributor)) {
          if (models.get(folder).contains(key + WEIGHTS)) {
            Path weights = weights(folders.get(folder).sweep(), key);
            if (first == null) {
              first = weights;
              copyUnlessThere(key, folder, models);
            } else if (onDifference == OnDifference.REFUSE
                && !files.haveEqualContent(first, weights)) {
              problems.add(
                  "weights of trial ("
                      + key
                      + ") must be the same everywhere, but "
                      + first
                      + " and "
                      + weights
                      + " differ");
            }
          }
        }
      }
    }
  }

  /** The folders whose rows of a trial are those that count, the contributor first. */
  private List<Integer> holders(String key, int contributor) {
    List<Integer> holders = new ArrayList<>(List.of(contributor));
    if (comparison.equal().contains(key) && !comparison.replaced().contains(key)) {
      for (int folder = 0; folder < folders.size(); folder++) {
        if (folder != contributor && folders.get(folder).trialKeys().contains(key)) {
          holders.add(folder);
        }
      }
    }
    return holders;
  }

  private void copyUnlessThere(String key, int folder, List<Set<String>> models)
      throws IOException {
    if (folder == 0) {
      return;
    }
    for (String ending : List.of(".json", WEIGHTS)) {
      Path from = new Path(ResultLayout.models(folders.get(folder).sweep()), key + ending);
      Path to = new Path(ResultLayout.models(target), key + ending);
      boolean there = models.get(0).contains(key + ending) && files.haveEqualContent(from, to);
      if (!there && models.get(folder).contains(key + ending)) {
        copies.put(to, from);
      }
    }
  }

  private static Path weights(Path sweep, String key) {
    return new Path(ResultLayout.models(sweep), key + WEIGHTS);
  }

  /** Writes what {@link #compare} found, the rows of each source as one batch. */
  void write(TargetLeases leases)
      throws IOException, FolderTakenException, InterruptedException, MergeRefusedException {
    boolean compared = leases.isHeld(target);
    Writer writer = leases.take(target);
    if (!compared && !SweepTables.of(target, configuration, onDifference).trialKeys().isEmpty()) {
      throw new MergeRefusedException(
          List.of(target + " was just written by another process; merge again"));
    }
    for (Map.Entry<Path, Path> copy : copies.entrySet()) {
      files.copy(copy.getValue(), copy.getKey());
    }
    try (ResultStore store = ResultStore.open(target, configuration, writer, onDifference)) {
      for (int source = 1; source < folders.size(); source++) {
        Set<String> taken = comparison.contribution(source);
        Set<String> failures = new HashSet<>(taken);
        failures.retainAll(comparison.replaced());
        store.forget(failures);
        store.take(folders.get(source), taken);
        store.takeUnknown(folders.get(source));
      }
    }
  }

  /** One line, after {@link #compare}. */
  String summary() {
    int trials = 0;
    int taken = 0;
    for (int folder = 0; folder < folders.size(); folder++) {
      int contributed = comparison.contribution(folder).size();
      trials += contributed;
      taken += folder == 0 ? 0 : contributed;
    }
    StringBuilder line = new StringBuilder("sweep ");
    line.append(name).append(": ").append(trials).append(" trials, ").append(taken);
    line.append(" taken");
    append(line, comparison.equal().size(), " equal in several folders");
    append(line, comparison.replaced().size(), " failed in one folder and have a result now");
    append(line, comparison.different().size(), " differ, the first kept");
    return line.toString();
  }

  private static void append(StringBuilder line, int count, String what) {
    if (count > 0) {
      line.append(", ").append(count).append(what);
    }
  }
}
