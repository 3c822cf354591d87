package org.unfurl.sweep.spark;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scala.util.Properties;

/**
 * Which Spark, built for which Scala. Two JVMs that talk to each other need the same one up to the
 * last number of each: between others, one does not understand what the other serialized, and a
 * class that one calls may not be there.
 *
 * @param spark such as {@code 4.1.1}
 * @param scala such as {@code 2.13} or {@code 2.13.17}
 */
public record SparkVersion(String spark, String scala) implements Serializable {

  /** What mends a difference; ends a message. */
  static final String OWN_SPARK =
      "; submit with the cluster's own Spark, or install the driver's there";

  /** What Java says of classes that are not the same on both sides. */
  private static final Pattern FOREIGN_CLASSES =
      Pattern.compile(
          "(InvalidClassException|NoClassDefFoundError|ClassNotFoundException|NoSuchMethodError"
              + "|NoSuchFieldError|IncompatibleClassChangeError|AbstractMethodError"
              + "|ClassCastException|StreamCorruptedException|UnsupportedClassVersionError)[^\\n]*");

  /** What this JVM has on its class path. */
  static SparkVersion running() {
    return new SparkVersion(
        org.apache.spark.package$.MODULE$.SPARK_VERSION(), Properties.versionNumberString());
  }

  /** Whether both are the same up to their last numbers. */
  boolean isCompatibleWith(SparkVersion other) {
    return line(spark).equals(line(other.spark)) && line(scala).equals(line(other.scala));
  }

  /**
   * Looks at this JVM; for the first statement of whatever needs Spark, before a class is loaded
   * that another Spark lacks.
   *
   * @param built what our code was compiled against
   * @throws RunRefusedException if it has another Spark or another Scala
   */
  public static void requireRunning(SparkVersion built) throws RunRefusedException {
    if (!running().isCompatibleWith(built)) {
      throw new RunRefusedException(
          "SPARK_HOME ("
              + running()
              + ") must be "
              + built
              + ", for which this Unfurl was built; submit with that one, to a cluster that runs"
              + " it");
    }
  }

  /**
   * What a failure says of classes that are not the same on both sides, in one line; empty if it
   * says nothing of them.
   */
  static Optional<String> foreignClasses(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Matcher foreign = FOREIGN_CLASSES.matcher(cause.toString());
      if (foreign.find()) {
        return Optional.of(foreign.group());
      }
    }
    return Optional.empty();
  }

  /** {@code 4.1} of {@code 4.1.1}. */
  private static String line(String version) {
    String[] numbers = version.split("[.-]");
    return numbers.length < 2 ? version : numbers[0] + "." + numbers[1];
  }

  /** {@code Spark 4.1.1 with Scala 2.13}. */
  @Override
  public String toString() {
    return "Spark " + spark + " with Scala " + line(scala);
  }
}
