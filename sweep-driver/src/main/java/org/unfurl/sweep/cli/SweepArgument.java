package org.unfurl.sweep.cli;

import java.io.IOException;
import org.unfurl.sweep.file.SweepFile;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Sweep;
import picocli.CommandLine.Parameters;

/** The sweep file that most verbs take. */
final class SweepArgument {

  @Parameters(
      index = "0",
      paramLabel = "SWEEP",
      description = {
        "A sweep file, such as sweeps/quickstart.yaml; also on hdfs: or s3a:.",
        "- reads it from standard input; a leading ~ is your home folder."
      })
  private String file;

  /** Reads and checks it. */
  Sweep sweep() throws BadInputException {
    file = PathArgument.resolve("SWEEP", file);
    SweepFile.Result result = SweepFile.read(text(), file);
    if (result instanceof SweepFile.Result.Invalid invalid) {
      int count = invalid.problems().size();
      throw new BadInputException(
          invalid.report() + count + (count == 1 ? " problem" : " problems") + " in " + file);
    }
    return ((SweepFile.Result.Valid) result).sweep();
  }

  /** Reads, checks and expands it. */
  Plan plan() throws BadInputException {
    return Plan.of(sweep());
  }

  String file() {
    return file;
  }

  private String text() throws BadInputException {
    try {
      return SweepEncoding.text(new SweepSource(file).bytes(System.in));
    } catch (IOException | IllegalArgumentException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new BadInputException(
          "SWEEP (" + file + ") must be a file that can be read, but: " + reason);
    }
  }
}
