package org.unfurl.sweep.report;

import java.util.List;
import org.unfurl.sim.verification.Finding;
import org.unfurl.sim.verification.Subject;
import org.unfurl.sweep.verification.VerifiedExperiment;

/** The page that {@code ./unfurl verify} writes: one table a subject, every row with its source. */
public final class VerificationPage {

  private VerificationPage() {}

  /**
   * Where and how the numbers were made.
   *
   * @param command as it was typed
   * @param day of the run, ISO 8601
   * @param machine processor, cores, Java
   * @param code version and commit
   */
  public record Origin(String command, String day, String machine, String code) {}

  /** The page in Markdown. */
  public static String text(List<VerifiedExperiment> verified, double seconds, Origin origin) {
    StringBuilder page = new StringBuilder();
    page.append("# Verification\n\n")
        .append("What was measured to see that the physics is right, beside what must come out.\n")
        .append(
            "A row holds if the number lies in its interval; where that comes from stands below\n")
        .append(
            "the table. Limits called ours are not published: the text says what they allow for.\n")
        .append("Written by `")
        .append(origin.command())
        .append("`, not by hand.\n\n**")
        .append(VerificationTable.summary(verified, seconds))
        .append(".**\n\n")
        .append(origin.day())
        .append("; ")
        .append(cell(origin.machine()))
        .append("; ")
        .append(cell(origin.code()))
        .append(".\n");
    VerificationTable.sections(verified)
        .forEach(section -> addSection(page, section.subject(), section.findings()));
    return page.toString();
  }

  private static void addSection(StringBuilder page, Subject subject, List<Finding> findings) {
    page.append("\n## ").append(cell(subject.name())).append("\n\n");
    page.append(subject.meaning()).append("\n\n");
    page.append("| quantity | measured | expected | holds | source |\n|---|---|---|---|---|\n");
    List<String> sources = findings.stream().map(Finding::source).distinct().toList();
    for (Finding finding : findings) {
      page.append("| ")
          .append(cell(finding.quantity()))
          .append(" | ")
          .append(VerificationTable.measured(finding))
          .append(" | ")
          .append(cell(VerificationTable.expected(finding)))
          .append(" | ")
          .append(finding.holds() ? "yes" : "**no**")
          .append(" | ")
          .append(sources.indexOf(finding.source()) + 1)
          .append(" |\n");
    }
    page.append("\nSources:\n\n");
    for (int i = 0; i < sources.size(); i++) {
      page.append(i + 1).append(". ").append(cell(sources.get(i))).append('\n');
    }
  }

  private static String cell(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("|", "\\|")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
