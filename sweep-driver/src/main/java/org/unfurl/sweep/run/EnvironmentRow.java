package org.unfurl.sweep.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.util.VersionInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.unfurl.sweep.table.RunEnvironment;
import scala.Tuple2;

/** Describes the run that is starting, for the table {@code environment}. */
final class EnvironmentRow {

  private EnvironmentRow() {}

  static RunEnvironment of(JavaSparkContext spark, String command) {
    return new RunEnvironment(
        UUID.randomUUID().toString(),
        Instant.now(),
        command,
        BuildInfo.version(),
        BuildInfo.commit(),
        BuildInfo.dirty(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        spark.version(),
        scala.util.Properties.versionNumberString(),
        VersionInfo.getVersion(),
        BuildInfo.djl(),
        BuildInfo.pytorch(),
        spark.master(),
        settings(spark));
  }

  private static String settings(JavaSparkContext spark) {
    Map<String, String> settings = new TreeMap<>();
    for (Tuple2<String, String> setting : spark.getConf().getAll()) {
      // Whoever shares results must not share the keys of the storage they came from.
      if (setting._1().startsWith("spark.") && !setting._1().startsWith("spark.hadoop.")) {
        settings.put(setting._1(), setting._2());
      }
    }
    try {
      return new ObjectMapper().writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
