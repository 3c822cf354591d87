package org.unfurl.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.unfurl.sweep.table.ResultReader;
import org.unfurl.sweep.table.TrialRow;

/** The tables and weights that a run has left behind. */
final class FinishedSweep {

  /** One for all, because a test that waits for rows asks many times a second. */
  private static final Configuration CONFIGURATION = new Configuration();

  private final Path folder;

  FinishedSweep(Path results, String sweep) {
    this.folder = results.resolve(sweep);
  }

  /** Rows by trial key; fails on a doubled one. */
  Map<String, TrialRow> rows() {
    Map<String, TrialRow> rows = new TreeMap<>();
    List<TrialRow> all =
        ResultReader.of(new org.apache.hadoop.fs.Path(folder.toUri()), CONFIGURATION).trials();
    for (TrialRow row : all) {
      rows.put(row.trialKey(), row);
    }
    assertEquals(all.size(), rows.size(), "a trial has two rows");
    return rows;
  }

  int plannedTrials() {
    return ResultReader.of(new org.apache.hadoop.fs.Path(folder.toUri()), CONFIGURATION)
        .plan()
        .size();
  }

  /** Whether at least so many trials have been committed; safe to ask while a run writes. */
  boolean hasRows(int count) {
    return rows().size() >= count;
  }

  /** What the only run has had set of Spark, as JSON. */
  String settings() throws IOException {
    List<Path> parts;
    try (Stream<Path> files = Files.list(folder.resolve("environment"))) {
      parts = files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
    assertEquals(1, parts.size(), parts.toString());
    var part = new org.apache.hadoop.fs.Path(parts.get(0).toUri());
    try (ParquetReader<Group> rows = ParquetReader.builder(new GroupReadSupport(), part).build()) {
      return rows.read().getString("settings", 0);
    }
  }

  /** Same trials, same outcomes, bit-equal metrics, bit-equal weights. */
  void assertSameNumbersAs(FinishedSweep other) throws IOException {
    Map<String, TrialRow> rows = rows();
    Map<String, TrialRow> others = other.rows();
    assertEquals(rows.keySet(), others.keySet());
    for (TrialRow row : rows.values()) {
      TrialRow twin = others.get(row.trialKey());
      assertEquals(numbers(row), numbers(twin), row.label());
    }
    assertEquals(models().keySet(), other.models().keySet());
    for (Map.Entry<String, Path> model : models().entrySet()) {
      assertArrayEquals(
          Files.readAllBytes(model.getValue()),
          Files.readAllBytes(other.models().get(model.getKey())),
          model.getKey());
    }
  }

  private static List<Object> numbers(TrialRow row) {
    // Boxed doubles compare by their bits.
    return Stream.<Object>of(
            row.outcome(),
            row.relativeError(),
            row.relativeErrorInterpolation(),
            row.relativeErrorExtrapolation(),
            row.stableFrames(),
            row.correlatedFrames())
        .toList();
  }

  private Map<String, Path> models() throws IOException {
    Map<String, Path> models = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("models"))) {
      files
          .filter(file -> file.toString().endsWith(".safetensors"))
          .forEach(file -> models.put(file.getFileName().toString(), file));
    }
    return models;
  }
}
