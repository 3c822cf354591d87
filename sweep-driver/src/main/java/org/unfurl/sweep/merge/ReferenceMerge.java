package org.unfurl.sweep.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.storage.ResultLayout;
import org.unfurl.sweep.table.OnDifference;

/**
 * Merges the reference data of results folders: content-addressed, so that a data set is copied
 * once, with the card last, which says that it is complete. Checkpoints of unfinished ones stay
 * where they are.
 */
final class ReferenceMerge {

  /** What a card says of how its data came to be, or what was measured on them, may differ. */
  private static final Set<String> PROVENANCE =
      Set.of("seconds", "host", "source", "physics_residual");

  private static final String CARD = ".json";
  private static final String DATA = ".npy";

  private final Files files;
  private final Path target;
  private final Map<String, DataSet> chosen = new LinkedHashMap<>();
  private int unfinished;

  ReferenceMerge(Files files, Path target) {
    this.files = files;
    this.target = ResultLayout.references(target);
  }

  /** A data set with a card whose data are there. */
  private record DataSet(Path folder, String key, ObjectNode card) {

    Path cardFile() {
      return new Path(folder, key + CARD);
    }

    Path data() {
      return new Path(folder, key + DATA);
    }

    boolean hasData() {
      return card.path("divergence").asText().isEmpty();
    }

    /** Names of what the cards say differently, provenance left out. */
    List<String> differences(DataSet other) {
      Set<String> names = new TreeSet<>();
      card.fieldNames().forEachRemaining(names::add);
      other.card.fieldNames().forEachRemaining(names::add);
      return names.stream()
          .filter(name -> !PROVENANCE.contains(name))
          .filter(name -> !card.path(name).equals(other.card.path(name)))
          .toList();
    }
  }

  /**
   * Compares the data sets of results folders, those of the target first.
   *
   * @param problems receives a line for each data set that speaks against merging
   */
  void compare(List<Path> folders, OnDifference onDifference, List<String> problems)
      throws IOException {
    for (Path results : folders) {
      for (DataSet found : complete(ResultLayout.references(results))) {
        DataSet before = chosen.putIfAbsent(found.key(), found);
        if (before != null && onDifference == OnDifference.REFUSE) {
          List<String> differences = before.differences(found);
          if (!differences.isEmpty()) {
            problems.add(
                "reference ("
                    + found.key()
                    + ") must be the same everywhere, but "
                    + before.cardFile()
                    + " and "
                    + found.cardFile()
                    + " differ in "
                    + String.join(", ", differences));
          }
        }
      }
    }
    for (DataSet set : toCopy()) {
      if (set.hasData() && !isSound(set)) {
        problems.add(damaged(set));
      }
    }
  }

  private List<DataSet> complete(Path folder) throws IOException {
    Map<String, FileStatus> listed = files.list(folder);
    List<DataSet> complete = new ArrayList<>();
    for (String name : listed.keySet()) {
      if (name.endsWith(".unfinished") && !folder.equals(target)) {
        unfinished++;
      }
      if (name.endsWith(CARD) && !name.startsWith("_")) {
        String key = name.substring(0, name.length() - CARD.length());
        JsonNode card = files.json(new Path(folder, name));
        FileStatus data = listed.get(key + DATA);
        if (card instanceof ObjectNode object
            && card.hasNonNull("divergence")
            && (!card.get("divergence").asText().isEmpty()
                || (data != null && data.getLen() == card.path("bytes").asLong(-1)))) {
          complete.add(new DataSet(folder, key, object));
        }
      }
    }
    return complete;
  }

  private List<DataSet> toCopy() {
    return chosen.values().stream().filter(set -> !set.folder().equals(target)).toList();
  }

  private boolean isSound(DataSet set) throws IOException {
    return files.checksum(set.data()).equals(set.card().path("sha256").asText());
  }

  private static String damaged(DataSet set) {
    return set.data()
        + " must have the checksum on its card, "
        + set.card().path("sha256").asText()
        + "; delete both files to merge without them";
  }

  /** Copies what the target lacks. */
  void copy() throws IOException {
    for (DataSet set : toCopy()) {
      if (set.hasData()) {
        files.copy(set.data(), new Path(target, set.key() + DATA));
        Path coordinates = new Path("coordinates", set.key() + DATA);
        if (files.exists(new Path(set.folder(), coordinates))) {
          files.copy(new Path(set.folder(), coordinates), new Path(target, coordinates));
        }
      }
      files.copy(set.cardFile(), new Path(target, set.key() + CARD));
    }
  }

  /** One line, after {@link #compare}. */
  String summary() {
    return "reference data: "
        + chosen.size()
        + " sets, "
        + toCopy().size()
        + " taken"
        + (unfinished > 0 ? "; unfinished and left where they are: " + unfinished : "");
  }
}
