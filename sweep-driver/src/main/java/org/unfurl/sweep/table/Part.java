package org.unfurl.sweep.table;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;

/**
 * A file of a table, which holds the rows of the batches first to last. Its name has the number of
 * its writer, so that two writers who know nothing of each other never overwrite a file.
 *
 * @param first number of its first batch, from 0; the highest of all numbers for foreign files
 * @param last number of its last batch
 * @param writer number of the one who wrote it; 0 if the name has none
 * @param state whether readers see it
 * @param file where it lies
 */
record Part(long first, long last, long writer, State state, FileStatus file) {
  private static final Pattern NAME =
      Pattern.compile("_?part-(\\d{8,18})-(\\d{8,18})(?:-w(\\d{1,18}))?\\.(parquet|ready|tmp)");

  /** The life of a file; hidden ones start with an underscore, which Parquet readers skip. */
  enum State {
    /** Being written; worthless after a crash. */
    TEMPORARY("_part-%08d-%08d%s.tmp"),
    /** Complete, about to replace the visible files of its range. */
    READY("_part-%08d-%08d%s.ready"),
    VISIBLE("part-%08d-%08d%s.parquet"),
    /**
     * Under a name that is not ours, such as a copy that somebody put there: every reader of the
     * folder takes its rows for the table's.
     */
    FOREIGN("");

    private final String format;

    State(String format) {
      this.format = format;
    }
  }

  static String name(long first, long last, long writer, State state) {
    return String.format(Locale.ROOT, state.format, first, last, writer == 0 ? "" : "-w" + writer);
  }

  /** The part that a file is; empty for files that no reader takes for the table's. */
  static Optional<Part> of(FileStatus file) {
    Matcher name = NAME.matcher(file.getPath().getName());
    if (!name.matches()) {
      return foreign(file);
    }
    long first = Long.parseLong(name.group(1));
    long last = Long.parseLong(name.group(2));
    long writer = name.group(3) == null ? 0 : Long.parseLong(name.group(3));
    for (State state : State.values()) {
      if (name(first, last, writer, state).equals(file.getPath().getName())) {
        return Optional.of(new Part(first, last, writer, state, file));
      }
    }
    return foreign(file);
  }

  private static Optional<Part> foreign(FileStatus file) {
    String name = file.getPath().getName();
    boolean hidden = name.startsWith("_") || name.startsWith(".");
    return file.isFile() && !hidden && name.endsWith(".parquet")
        ? Optional.of(new Part(Long.MAX_VALUE, Long.MAX_VALUE, 0, State.FOREIGN, file))
        : Optional.empty();
  }

  long batches() {
    return last - first + 1;
  }

  boolean covers(Part other) {
    return first <= other.first && other.last <= last;
  }
}
