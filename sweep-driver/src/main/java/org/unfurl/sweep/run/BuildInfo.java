package org.unfurl.sweep.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.unfurl.sweep.spark.SparkVersion;

/** What code runs: baked in by the build. */
public final class BuildInfo {

  private static final Properties GIT = load("/org/unfurl/sweep/git.properties");
  private static final Properties VERSIONS = load("/org/unfurl/sweep/versions.properties");

  private BuildInfo() {}

  /** Unfurl's version. */
  public static String version() {
    return VERSIONS.getProperty("unfurl", "unknown");
  }

  /** The commit it was built from; empty outside a git checkout. */
  public static String commit() {
    return GIT.getProperty("git.commit.id.full", "");
  }

  /** Whether the checkout had uncommitted changes when it was built. */
  public static boolean dirty() {
    return Boolean.parseBoolean(GIT.getProperty("git.dirty", "false"));
  }

  /** DJL's version, with which it was built. */
  public static String djl() {
    return VERSIONS.getProperty("djl", "unknown");
  }

  /** libtorch's version, with which it was built. */
  public static String pytorch() {
    return VERSIONS.getProperty("pytorch", "unknown");
  }

  /** The Spark, and the Scala, with which it was built. */
  public static SparkVersion spark() {
    return new SparkVersion(
        VERSIONS.getProperty("spark", "unknown"), VERSIONS.getProperty("scala", "unknown"));
  }

  private static Properties load(String resource) {
    Properties properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream(resource)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
