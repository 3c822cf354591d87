package org.unfurl.sweep.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.unfurl.sim.verification.Finding;
import org.unfurl.sim.verification.Subject;
import org.unfurl.sweep.verification.VerifiedExperiment;

/**
 * What {@code ./unfurl verify} prints: every row, and of those that do not hold also the source.
 */
public final class VerificationTable {

  private static final List<String> HEADER =
      List.of("subject", "quantity", "measured", "expected", "holds");

  private static final List<String> NOTHING = Collections.nCopies(HEADER.size(), "");
  private static final int QUANTITY = 1;

  /** Columns of a terminal that the table should fit in. */
  private static final int WIDTH = 150;

  /** A quantity gets as many columns at least, though the table be wider for it. */
  private static final int LEAST_ROOM = 40;

  private VerificationTable() {}

  /** The table and the sentence below it. */
  public static String text(List<VerifiedExperiment> verified, double seconds) {
    List<List<String>> rows = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Section section : sections(verified)) {
      String subject = section.subject().name();
      for (Finding finding : section.findings()) {
        rows.add(row(subject, finding));
        if (!finding.holds()) {
          failures.add(failure(subject, finding));
        }
      }
    }
    TextTable table = new TextTable(HEADER, 2);
    int room = roomForQuantity(rows);
    for (List<String> row : rows) {
      List<String> lines = wrapped(row.get(QUANTITY), room);
      for (int i = 0; i < lines.size(); i++) {
        List<String> cells = new ArrayList<>(i == 0 ? row : NOTHING);
        cells.set(QUANTITY, lines.get(i));
        table.add(cells);
      }
    }
    StringBuilder text = new StringBuilder();
    table.lines().forEach(line -> text.append(line).append(System.lineSeparator()));
    text.append(System.lineSeparator());
    if (!failures.isEmpty()) {
      text.append("does not hold:").append(System.lineSeparator());
      failures.forEach(failure -> text.append("  ").append(failure).append(System.lineSeparator()));
      text.append(System.lineSeparator());
    }
    text.append(summary(verified, seconds)).append(System.lineSeparator());
    return text.toString();
  }

  private static List<String> row(String subject, Finding finding) {
    return List.of(
        subject,
        finding.quantity(),
        measured(finding),
        expected(finding),
        finding.holds() ? "yes" : "NO");
  }

  private static String failure(String subject, Finding finding) {
    return String.format(
        Locale.ROOT,
        "%s: %s: measured %s, expected %s%n    %s",
        subject,
        finding.quantity(),
        measured(finding),
        expected(finding),
        finding.source());
  }

  private static int roomForQuantity(List<List<String>> rows) {
    int others = 0;
    for (int column = 0; column < HEADER.size(); column++) {
      int width = HEADER.get(column).length();
      for (List<String> row : rows) {
        width = Math.max(width, row.get(column).length());
      }
      others += column == QUANTITY ? 0 : width + TextTable.GAP.length();
    }
    return Math.max(LEAST_ROOM, WIDTH - others);
  }

  /** The text in lines that end between words; a word that is too long has a line of its own. */
  private static List<String> wrapped(String text, int room) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > room) {
        lines.add(line.toString());
        // What goes on is set in, so that it does not look like a row.
        line = new StringBuilder(" ");
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** How many rows hold, and how long it took. */
  static String summary(List<VerifiedExperiment> verified, double seconds) {
    long held = verified.stream().mapToLong(VerifiedExperiment::held).sum();
    long rows = verified.stream().mapToLong(one -> one.findings().size()).sum();
    return String.format(
        Locale.ROOT,
        "%d of %d rows hold; %d experiments in %.0f s",
        held,
        rows,
        verified.size(),
        seconds);
  }

  /**
   * What was found on one subject.
   *
   * @param subject of several with its name, that of the first experiment
   * @param findings in the order of the experiments
   */
  record Section(Subject subject, List<Finding> findings) {}

  /** The findings by the name of their subject, in the order of the experiments. */
  static Collection<Section> sections(List<VerifiedExperiment> verified) {
    Map<String, Section> sections = new LinkedHashMap<>();
    for (VerifiedExperiment one : verified) {
      Subject subject = one.experiment().subject();
      sections
          .computeIfAbsent(subject.name(), name -> new Section(subject, new ArrayList<>()))
          .findings()
          .addAll(one.findings());
    }
    return sections.values();
  }

  /** The number to three digits; with all of them where rounding could hide why it is out. */
  static String measured(Finding finding) {
    double value = finding.measured();
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "none" : value > 0 ? "infinite" : "-infinite";
    }
    return finding.holds() ? Digits.of(value) : bound(value);
  }

  /** The interval; to four digits, unless they might hide by how little a row fails. */
  static String expected(Finding finding) {
    double low = finding.holds() ? rounded(finding.low()) : finding.low();
    double high = finding.holds() ? rounded(finding.high()) : finding.high();
    if (low == high) {
      return bound(low);
    }
    if (high == Double.POSITIVE_INFINITY) {
      return low == Double.NEGATIVE_INFINITY ? "a number" : ">= " + bound(low);
    }
    // An error or a size: that it is not negative need not be said.
    return low == Double.NEGATIVE_INFINITY || low == 0
        ? "<= " + bound(high)
        : bound(low) + " to " + bound(high);
  }

  private static double rounded(double value) {
    return Double.isInfinite(value)
        ? value
        : new BigDecimal(value).round(new MathContext(4)).doubleValue();
  }

  private static String bound(double value) {
    String text = Double.toString(value);
    String shorter = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    return shorter.replace(".0E", "e").replace("E", "e");
  }
}
