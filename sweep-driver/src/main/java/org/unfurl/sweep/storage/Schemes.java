package org.unfurl.sweep.storage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.unfurl.sweep.spelling.Spelling;

/** The beginnings of paths, such as {@code hdfs:}, and what each needs. */
final class Schemes {

  /** What holds the classes that Hadoop itself leaves out. */
  private static final Map<String, String> JARS =
      Map.of(
          "s3a", "hadoop-aws",
          "gs", "gcs-connector, the one for Hadoop 3",
          "abfs", "hadoop-azure",
          "abfss", "hadoop-azure",
          "wasb", "hadoop-azure",
          "wasbs", "hadoop-azure",
          "oss", "hadoop-aliyun",
          "cosn", "hadoop-cos");

  /** Retired by Hadoop; other tools write the first where Hadoop writes s3a. */
  private static final List<String> OLD_S3 = List.of("s3", "s3n");

  private Schemes() {}

  /** What to do where a class is missing: the end of a sentence. */
  static String addJars(String scheme) {
    String jar = JARS.get(scheme);
    return "add its jars to UNFURL_CLASSPATH, or submit with them"
        + (jar == null ? "" : " (" + jar + " for " + scheme + ":)");
  }

  /** Why Hadoop knows no such scheme, and what to do. */
  static String unknown(String scheme, Configuration configuration) {
    String shown = "scheme (" + scheme + ") ";
    String lower = scheme.toLowerCase(Locale.ROOT);
    if (OLD_S3.contains(lower)) {
      return shown + "must be s3a: with Hadoop; write s3a:, and " + addJars("s3a");
    }
    if (JARS.containsKey(lower)) {
      return shown + "needs jars that are not there; " + addJars(lower);
    }
    NavigableSet<String> present = present(configuration);
    List<String> candidates = Stream.concat(present.stream(), JARS.keySet().stream()).toList();
    String fix =
        Spelling.nearest(scheme, candidates)
            .map(near -> "did you mean " + near + ":?")
            .orElseGet(
                () ->
                    "choose from "
                        + present.stream().map(name -> name + ":").collect(Collectors.joining(", "))
                        + ", or add the jars of another file system to UNFURL_CLASSPATH");
    return shown + "is unknown; " + fix;
  }

  private static NavigableSet<String> present(Configuration configuration) {
    NavigableSet<String> present = new TreeSet<>();
    ServiceLoader.load(FileSystem.class).stream()
        .map(Schemes::scheme)
        .filter(scheme -> !scheme.isEmpty())
        .forEach(present::add);
    configuration
        .getValByRegex("^fs\\.[a-z0-9]+\\.impl$")
        .forEach(
            (key, implementation) -> {
              if (configuration.getClassByNameOrNull(implementation) != null) {
                present.add(key.split("\\.")[1]);
              }
            });
    return present;
  }

  private static String scheme(ServiceLoader.Provider<FileSystem> provider) {
    try {
      return provider.get().getScheme();
    } catch (ServiceConfigurationError | UnsupportedOperationException e) {
      return ""; // it could not be used either
    }
  }
}
