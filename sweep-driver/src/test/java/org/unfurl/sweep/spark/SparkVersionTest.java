package org.unfurl.sweep.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.unfurl.sweep.run.BuildInfo;

class SparkVersionTest {

  private static final SparkVersion BUILT = new SparkVersion("4.1.1", "2.13");

  @Test
  void theLastNumbersMayDiffer() {
    assertTrue(BUILT.isCompatibleWith(new SparkVersion("4.1.3", "2.13.18")));
    assertTrue(BUILT.isCompatibleWith(new SparkVersion("4.1.2-SNAPSHOT", "2.13.17")));
    assertFalse(BUILT.isCompatibleWith(new SparkVersion("4.0.1", "2.13.16")));
    assertFalse(BUILT.isCompatibleWith(new SparkVersion("4.10.0", "2.13.16")));
    assertFalse(BUILT.isCompatibleWith(new SparkVersion("4.1.1", "3.3.1")));
  }

  @Test
  void theSparkOfTheBuildRunsHere() throws RunRefusedException {
    SparkVersion.requireRunning(BuildInfo.spark());
  }

  @Test
  void anotherSparkIsRefused() {
    RunRefusedException refused =
        assertThrows(
            RunRefusedException.class,
            () -> SparkVersion.requireRunning(new SparkVersion("3.5.6", "2.12")));
    assertEquals(
        "SPARK_HOME ("
            + SparkVersion.running()
            + ") must be Spark 3.5.6 with Scala 2.12, for which this Unfurl was built; submit with"
            + " that one, to a cluster that runs it",
        refused.getMessage());
  }

  @Test
  void whatTheOtherSideSaysOfClassesIsFoundInTheCauses() {
    assertEquals(
        Optional.of(
            "InvalidClassException: org.X; local class incompatible: stream = 1, local = 2"),
        SparkVersion.foreignClasses(
            new Exception(
                "awaitResult",
                new RuntimeException(
                    "java.io.InvalidClassException: org.X; local class incompatible: stream = 1,"
                        + " local = 2\n\tat org.Y"))));
    assertEquals(
        Optional.empty(), SparkVersion.foreignClasses(new Exception("Connection refused")));
  }
}
