package org.unfurl.sweep.report;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text of two columns or more: words to the left, numbers to the right. */
final class TextTable {
  static final String GAP = "  ";

  private final List<String> header;
  private final int words;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param header one cell a column
   * @param words how many of the first columns hold words
   */
  TextTable(List<String> header, int words) {
    this.header = List.copyOf(header);
    this.words = words;
  }

  void add(List<String> row) {
    rows.add(List.copyOf(row));
  }

  /** A line that belongs to no column. */
  void addHeading(String heading) {
    rows.add(List.of(heading));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(header));
    lines.add(rule());
    rows.forEach(row -> lines.add(row.size() == 1 ? row.get(0) : line(row)));
    return lines;
  }

  private String rule() {
    List<String> dashes = new ArrayList<>();
    for (int column = 0; column < header.size(); column++) {
      dashes.add("-".repeat(columnWidth(column)));
    }
    return String.join(GAP, dashes);
  }

  private String line(List<String> row) {
    List<String> cells = new ArrayList<>();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      String padding = " ".repeat(columnWidth(column) - cell.length());
      cells.add(column < words ? cell + padding : padding + cell);
    }
    return String.join(GAP, cells).stripTrailing();
  }

  private int columnWidth(int column) {
    int width = header.get(column).length();
    for (List<String> row : rows) {
      if (row.size() > 1) {
        width = Math.max(width, row.get(column).length());
      }
    }
    return width;
  }
}
