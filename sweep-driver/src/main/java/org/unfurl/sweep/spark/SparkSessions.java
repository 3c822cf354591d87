package org.unfurl.sweep.spark;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.unfurl.sweep.machine.Exhaustion;

/** Spark as a sweep needs it, wherever it runs. */
public final class SparkSessions {

  private static final int ANSWER_MILLIS = 10_000;

  private static final String TASK_CPUS = "spark.task.cpus";

  /** The slots, and perhaps the attempts of a task, of {@code local[2]} or {@code local[2, 4]}. */
  private static final Pattern LOCAL_SLOTS = Pattern.compile("local\\[(\\d{1,9})(.*)\\]");

  private SparkSessions() {}

  /**
   * The configuration of a run. What {@code spark-submit} or the user has set stands, but for
   * threads: a trial has one, and no machine that we know the cores of gets more slots than it has
   * cores. The rest is filled in.
   *
   * @param master Spark's master URL, empty to keep the submitted one or else use all local cores
   */
  public static SparkConf configuration(String master) {
    SparkConf conf = new SparkConf();
    if (!master.isEmpty()) {
      conf.setMaster(master);
    }
    conf.setIfMissing("spark.master", "local[*]");
    conf.set("spark.master", withinCores(conf.get("spark.master")));
    conf.setIfMissing("spark.app.name", "unfurl");
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    // Spark keeps a record of every task for its web pages, also where it shows none: by default
    // of 100,000 tasks.
    conf.setIfMissing("spark.ui.retainedTasks", "1000");
    // Trials differ tenfold in length: speculation would run the long ones twice.
    conf.set("spark.speculation", "false");
    // Live progress arrives with the heartbeat.
    conf.setIfMissing("spark.executor.heartbeatInterval", "1s");
    if (isLocal(conf)) {
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    for (String setting : new String[] {"OMP_NUM_THREADS", "MKL_NUM_THREADS"}) {
      conf.set("spark.executorEnv." + setting, "1");
    }
    conf.setIfMissing("spark.executorEnv.OPT_OUT_TRACKING", "true");
    conf.setIfMissing("spark.executorEnv.DJL_OFFLINE", "true");
    return conf;
  }

  /**
   * Asks a standalone master that can be reached whether it understands the driver's Spark; before
   * anything is written.
   *
   * @throws RunRefusedException if it does not
   */
  public static void requireSameSpark(SparkConf conf) throws RunRefusedException {
    StandaloneMaster.requireSameSpark(conf, ANSWER_MILLIS);
  }

  /**
   * Starts Spark.
   *
   * @throws RunRefusedException if the master cannot be reached, or is none, or if a trial would
   *     reserve cores that it does not use
   */
  public static JavaSparkContext start(SparkConf conf) throws RunRefusedException {
    requireOneThread(conf);
    StandaloneMaster.requireReachable(conf.get("spark.master"));
    try {
      return new JavaSparkContext(conf);
    } catch (Exception e) { // Scala declares nothing
      Optional<String> exhausted = Exhaustion.explain(e);
      if (exhausted.isPresent()) {
        throw new RunRefusedException(exhausted.get(), e);
      }
      throw new RunRefusedException(
          "--master ("
              + conf.get("spark.master")
              + ") must be a Spark master that can be reached, such as local[*] or spark://host:7077,"
              + " but: "
              + firstLine(e),
          e);
    }
  }

  /** The engine sums in another order with more threads: numbers would depend on the cluster. */
  private static void requireOneThread(SparkConf conf) throws RunRefusedException {
    String cpus = conf.get(TASK_CPUS, "1");
    if (!cpus.equals("1")) {
      throw new RunRefusedException(
          TASK_CPUS
              + " ("
              + cpus
              + ") must be 1: a trial computes with one thread, because its numbers would depend on"
              + " how many there are; leave the setting out, and every core runs a trial of its"
              + " own");
    }
  }

  /**
   * More trials at once than cores only take turns, and their seconds in the tables tell nothing.
   */
  private static String withinCores(String master) {
    Matcher local = LOCAL_SLOTS.matcher(master);
    int cores = Runtime.getRuntime().availableProcessors();
    return local.matches() && Integer.parseInt(local.group(1)) > cores
        ? "local[" + cores + local.group(2) + "]"
        : master;
  }

  private static String firstLine(Exception error) {
    return String.valueOf(error.getMessage()).lines().findFirst().orElse(error.toString());
  }

  /** Hadoop's configuration with what {@code spark.hadoop.*} adds; needs no running Spark. */
  public static Configuration hadoop(SparkConf conf) {
    return SparkHadoopUtil.get().newConfiguration(conf);
  }

  /** Whether executors live in the driver's own JVM. */
  public static boolean isLocal(SparkConf conf) {
    return conf.get("spark.master").startsWith("local[")
        || conf.get("spark.master").equals("local");
  }

  /** Trials that run at once. */
  public static int slots(JavaSparkContext spark) {
    return spark.defaultParallelism();
  }
}
