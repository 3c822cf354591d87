package org.unfurl.sweep.report;

import java.util.List;
import org.unfurl.sim.verification.Finding;
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
    VerificationTable.bySubject(verified)
        .forEach((subject, findings) -> addSection(page, subject, findings));
    return page.toString();
  }

  private static void addSection(StringBuilder page, String subject, List<Finding> findings) {
    page.append("\n## ").append(cell(subject)).append("\n\n");
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
    String meaning = meaning(subject);
    if (!meaning.isEmpty()) {
      page.append('\n').append(meaning).append('\n');
    }
  }

  private static String cell(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("|", "\\|")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** What the rows on a subject tell; empty for one that speaks for itself. */
  private static String meaning(String subject) {
    return switch (subject) {
      case "adjoints" ->
          "An adjoint is exact if ⟨J v, λ⟩ = ⟨v, Jᵀ λ⟩ for any direction v and cotangent λ, and if"
              + " what the gradient leaves of a finite step falls with its square (slope 2). Wrong"
              + " adjoints train too, only worse, so nothing but this test shows them. J v comes"
              + " from differences of the step itself and shares no code with the adjoint.";
      case "robustness" ->
          "A diverged rollout is a result, so a step must come back from any state, finite or not,"
              + " without an exception; arrays that do not fit and numbers that cannot be must be"
              + " refused with the name of what is wrong.";
      case "spectral-schemes" ->
          "Exponential time differencing solves the linear part exactly and the rest with an order"
              + " that the paper proves; the errors of two or more step lengths measure it. Linear"
              + " problems must come out exact at any step.";
      case "spectral-solutions" ->
          "Each equation against a solution that is known in closed form, or against a law that it"
              + " must keep.";
      case "kolmogorov" ->
          "The staggered PISO solver, on flows that are known in closed form and against what"
              + " incompressible flow keeps.";
      case "wake" ->
          "The flow past a cylinder against published measurements and computations. The scheme is"
              + " that of the study, whose interpolation is viscous; the sources say what follows.";
      case "gas", "aerofoil" ->
          "The compressible solver on flows that are known in closed form, and the flow around an"
              + " aerofoil against published computations.";
      case "gradients" ->
          "The gradient of a whole unroll, network and solver together, against differences of the"
              + " loss itself.";
      default -> "";
    };
  }
}
