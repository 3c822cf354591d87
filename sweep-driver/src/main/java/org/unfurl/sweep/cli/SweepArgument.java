package org.unfurl.sweep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.unfurl.sweep.file.SweepFile;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Sweep;
import org.unfurl.sweep.spark.SparkSessions;
import org.unfurl.sweep.storage.ResultFileSystem;
import picocli.CommandLine.Parameters;

/** The sweep file that most verbs take. */
final class SweepArgument {

  @Parameters(
      index = "0",
      paramLabel = "SWEEP",
      description = "A sweep file, such as sweeps/quickstart.yaml; also on hdfs: or s3a:.")
  private String file;

  /** Reads and checks it. */
  Sweep sweep() throws BadInputException {
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
      byte[] bytes = file.contains(":/") ? remoteBytes() : localBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new BadInputException(
          "SWEEP (" + file + ") must be a file that can be read, but: " + reason);
    }
  }

  private byte[] localBytes() throws IOException {
    java.nio.file.Path path = java.nio.file.Path.of(file);
    if (Files.isDirectory(path)) {
      throw new IOException("it is a folder");
    }
    if (!Files.exists(path)) {
      throw new IOException("there is no such file");
    }
    if (!Files.isReadable(path)) { // the exception would say its path once more, and no reason
      throw new IOException("this user may not read it");
    }
    return Files.readAllBytes(path);
  }

  private byte[] remoteBytes() throws IOException {
    Path path = new Path(file);
    try (InputStream in =
        ResultFileSystem.of(path, SparkSessions.hadoop(new SparkConf())).open(path)) {
      return in.readAllBytes();
    }
  }
}
