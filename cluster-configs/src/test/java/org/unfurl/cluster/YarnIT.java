package org.unfurl.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The driver in YARN's application master. Runs where {@code SPARK_HOME} names a distribution that
 * has spark-yarn, which Maven's jars lack, and {@code HADOOP_CONF_DIR} a YARN.
 */
class YarnIT {

  private static final int SECONDS = 240;
  private static final Pattern APPLICATION = Pattern.compile("application_\\d+_\\d+");

  @TempDir private Path folder;
  private final Configuration hadoop = new Configuration();
  private org.apache.hadoop.fs.Path results;

  @BeforeEach
  void requireYarn() throws IOException {
    Path spark = Path.of(System.getenv().getOrDefault("SPARK_HOME", "none"), "jars");
    assumeTrue(Files.isDirectory(spark), "SPARK_HOME names no Spark");
    try (Stream<Path> jars = Files.list(spark)) {
      assumeTrue(
          jars.anyMatch(jar -> jar.getFileName().toString().startsWith("spark-yarn_")),
          "the Spark of SPARK_HOME has no spark-yarn");
    }
    Path conf = Path.of(System.getenv().getOrDefault("HADOOP_CONF_DIR", "none"));
    assumeTrue(Files.exists(conf.resolve("yarn-site.xml")), "HADOOP_CONF_DIR has no yarn-site.xml");
    for (String name : List.of("core-site.xml", "yarn-site.xml")) {
      if (Files.exists(conf.resolve(name))) {
        hadoop.addResource(new org.apache.hadoop.fs.Path(conf.resolve(name).toUri()));
      }
    }
    results =
        FileSystem.get(hadoop)
            .makeQualified(
                new org.apache.hadoop.fs.Path("/tmp/unfurl-yarn-it-" + UUID.randomUUID()));
  }

  @AfterEach
  void removeResults() throws IOException {
    if (results != null) {
      FileSystem.get(hadoop).delete(results, true);
    }
  }

  @Test
  void aGoodSweepSucceedsOnceAndSoDoesTheSameAgain()
      throws IOException, InterruptedException, YarnException {
    Files.writeString(folder.resolve("checked.yaml"), ClusterChecksIT.SWEEP);
    for (String name : List.of("first", "again")) {
      try (RunningProcess run = submit(name, "run", "checked.yaml")) {
        assertEquals(0, run.exitCode(SECONDS), run.output());
        assertEnded(run.output(), FinalApplicationStatus.SUCCEEDED, "");
      }
    }
  }

  @Test
  void anyOtherCodeReachesYarnAndIsFinal() throws IOException, InterruptedException, YarnException {
    Files.writeString(folder.resolve("checked.yaml"), ClusterChecksIT.SWEEP);
    try (RunningProcess run = submit("bad", "run", "no-such-file.yaml")) {
      assertEquals(1, run.exitCode(SECONDS), run.output());
      assertEnded(
          run.output(), FinalApplicationStatus.FAILED, "User application exited with status 2");
    }
  }

  private RunningProcess submit(String name, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(Checkout.submit().toString(), "yarn", "--deploy-mode", "cluster"));
    for (String setting :
        List.of(
            "spark.driver.memory=700m",
            "spark.executor.instances=1",
            "spark.executor.memory=700m",
            "spark.executor.memoryOverhead=700m")) {
      command.addAll(List.of("--conf", setting));
    }
    command.addAll(List.of("--files", folder.resolve("checked.yaml").toString(), "--"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--results", results.toString()));
    return RunningProcess.start(command, Map.of(), folder, folder.resolve(name + ".log"));
  }

  private void assertEnded(String output, FinalApplicationStatus status, String diagnostics)
      throws IOException, YarnException {
    Matcher application = APPLICATION.matcher(output);
    assertTrue(application.find(), output);
    try (YarnClient yarn = YarnClient.createYarnClient()) {
      yarn.init(new YarnConfiguration(hadoop));
      yarn.start();
      ApplicationId id = ApplicationId.fromString(application.group());
      ApplicationReport report = yarn.getApplicationReport(id);
      assertEquals(status, report.getFinalApplicationStatus(), report.getDiagnostics());
      assertTrue(report.getDiagnostics().contains(diagnostics), report.getDiagnostics());
      assertEquals(1, yarn.getApplicationAttempts(id).size());
    }
  }
}
