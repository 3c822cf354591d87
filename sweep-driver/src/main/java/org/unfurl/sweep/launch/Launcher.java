package org.unfurl.sweep.launch;

import java.io.File;
import java.lang.reflect.InvocationTargetException;

/**
 * Starts {@code org.unfurl.sweep.cli.Main}, or says in one line why this Java cannot run it. It is
 * compiled for Java 8, so that every Java that anyone may have reads as far as this.
 */
public final class Launcher {

  private static final int OLDEST = 17;

  /** Java 24 took away Subject.getSubject, which Hadoop calls before it opens a file system. */
  private static final int NEWEST = 23;

  private static final int BAD_INPUT = 2;

  private static final String VECTORS = "jdk.incubator.vector";

  private Launcher() {}

  /** Runs one verb and ends the JVM with its exit code. */
  public static void main(String[] arguments) throws Throwable {
    try {
      String problem = problem();
      if (problem != null) {
        refuse(problem);
      }
      Class.forName("org.unfurl.sweep.cli.Main")
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof OutOfMemoryError) {
        refuse(tooLittle(e.getCause()));
      }
      throw e.getCause();
    } catch (OutOfMemoryError e) {
      refuse(tooLittle(e));
    }
  }

  /** Too little even for the classes that would tell of it better. */
  private static String tooLittle(Throwable error) {
    return "memory (" + error.getMessage() + ") must be more; raise it, such as JAVA_OPTS=-Xmx2g";
  }

  private static void refuse(String problem) {
    System.err.println("unfurl: " + problem);
    System.exit(BAD_INPUT);
  }

  /** Null if there is none. */
  private static String problem() {
    String java =
        "java ("
            + System.getProperty("java.home")
            + File.separator
            + "bin"
            + File.separator
            + "java, version "
            + System.getProperty("java.version")
            + ")";
    if (!isSupported(System.getProperty("java.specification.version"))) {
      return java
          + " must be Java "
          + OLDEST
          + " to "
          + NEWEST
          + "; set JAVA_HOME to a JDK "
          + OLDEST;
    }
    if (!isThere(VECTORS + ".Vector") && !load(VECTORS)) {
      return java
          + " must have the module "
          + VECTORS
          + "; set JAVA_HOME to a whole JDK "
          + OLDEST
          + ", or name the module to jlink";
    }
    if (!isThere("org.apache.spark.SparkConf")) {
      return "Spark's jars must be on the class path; start Unfurl with the script unfurl or with"
          + " spark-submit";
    }
    return null;
  }

  /**
   * Whether the rest runs on a Java.
   *
   * @param version of its specification, such as 1.8 or 17
   */
  static boolean isSupported(String version) {
    int feature = version.startsWith("1.") ? 1 : Integer.parseInt(version);
    return feature >= OLDEST && feature <= NEWEST;
  }

  private static boolean isThere(String name) {
    try {
      Class.forName(name, false, Launcher.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * Adds a module of this Java to those that it started with. {@code --add-modules} would do the
   * same, but of an incubator module it prints a warning before every command, which nothing turns
   * off.
   *
   * @return false if this Java has no such module
   */
  private static boolean load(String module) {
    try {
      // Exported to us by cluster-configs/local/jvm.options, and by the manifest of the jar.
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, module);
      return isThere(module + ".Vector");
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
