package org.unfurl.sweep.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

/** {@code ClusterChecksIT} waits for the line on a cluster. */
class AwaitedExecutorsTest {

  @Test
  void theLineSaysWhatWasAskedForAndWhatThereIs() {
    SparkConf asked =
        new SparkConf()
            .set("spark.master", "spark://host:7077")
            .set("spark.executor.cores", "4")
            .set("spark.executor.memory", "64g");
    assertEquals(
        "no executor for 15 s: asked spark://host:7077 for executors with spark.executor.cores 4 and"
            + " spark.executor.memory 64g; it has no workers; still waiting, Ctrl-C ends the run",
        AwaitedExecutors.text(asked, 15, "it has no workers"));
  }

  @Test
  void whatWasNotSetIsSparksDefault() {
    assertEquals(
        "no executor for 5 min: asked yarn for executors with spark.executor.cores (not set) and"
            + " spark.executor.memory 1g; still waiting, Ctrl-C ends the run",
        AwaitedExecutors.text(new SparkConf().set("spark.master", "yarn"), 300, ""));
  }
}
