package org.unfurl.sweep.run;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Spark as a sweep needs it, wherever it runs. */
public final class SparkSessions {

  private SparkSessions() {}

  /**
   * The configuration of a run. What {@code spark-submit} or the user has set stands; the rest is
   * filled in.
   *
   * @param master Spark's master URL, empty to keep the submitted one or else use all local cores
   */
  public static SparkConf configuration(String master) {
    SparkConf conf = new SparkConf();
    if (!master.isEmpty()) {
      conf.setMaster(master);
    }
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.app.name", "unfurl");
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    // Trials differ tenfold in length: speculation would run the long ones twice.
    conf.set("spark.speculation", "false");
    // Live progress arrives with the heartbeat.
    conf.setIfMissing("spark.executor.heartbeatInterval", "1s");
    if (isLocal(conf)) {
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    for (String setting : new String[] {"OMP_NUM_THREADS", "MKL_NUM_THREADS"}) {
      conf.setIfMissing("spark.executorEnv." + setting, conf.get("spark.task.cpus", "1"));
    }
    conf.setIfMissing("spark.executorEnv.OPT_OUT_TRACKING", "true");
    conf.setIfMissing("spark.executorEnv.DJL_OFFLINE", "true");
    return conf;
  }

  /** Hadoop's configuration with what {@code spark.hadoop.*} adds; needs no running Spark. */
  public static Configuration hadoop(SparkConf conf) {
    return SparkHadoopUtil.get().newConfiguration(conf);
  }

  /** Whether executors live in the driver's own JVM. */
  static boolean isLocal(SparkConf conf) {
    return conf.get("spark.master").startsWith("local[")
        || conf.get("spark.master").equals("local");
  }

  /** Trials that run at once. */
  static int slots(JavaSparkContext spark) {
    int taskCpus = spark.getConf().getInt("spark.task.cpus", 1);
    return Math.max(1, spark.defaultParallelism() / taskCpus);
  }
}
