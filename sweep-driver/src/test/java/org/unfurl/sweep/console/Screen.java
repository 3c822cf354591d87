package org.unfurl.sweep.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A terminal of some columns, as far as a redrawn line needs one; it scrolls for ever. */
final class Screen {

  private int columns;
  private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
  private int column;
  private boolean wrapping = true;

  Screen(int columns) {
    this.columns = columns;
  }

  void resize(int newColumns) {
    columns = newColumns;
  }

  /** Takes what is written to the terminal. */
  void write(String text) {
    for (int at = 0; at < text.length(); at++) {
      char next = text.charAt(at);
      if (next == '\u001b') {
        int end = at + 1;
        while (!Character.isLetter(text.charAt(end))) {
          end++;
        }
        control(text.substring(at + 1, end + 1));
        at = end;
      } else if (next == '\r') {
        column = 0;
      } else if (next == '\n') {
        newRow();
      } else {
        put(next);
      }
    }
  }

  private void control(String sequence) {
    switch (sequence) {
      case "[2K" -> last().setLength(0);
      case "[?7l" -> wrapping = false;
      case "[?7h" -> wrapping = true;
      default -> throw new IllegalArgumentException(sequence);
    }
  }

  private void put(char next) {
    if (column == columns && wrapping) {
      newRow();
    }
    int place = Math.min(column, columns - 1);
    StringBuilder row = last();
    while (row.length() <= place) {
      row.append(' ');
    }
    row.setCharAt(place, next);
    column = place + 1;
  }

  private void newRow() {
    rows.add(new StringBuilder());
    column = 0;
  }

  private StringBuilder last() {
    return rows.get(rows.size() - 1);
  }

  /** What is seen. */
  String text() {
    return rows.stream().map(StringBuilder::toString).collect(Collectors.joining("\n"));
  }
}
