package org.unfurl.sweep.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkUserAppException;

/**
 * A driver that YARN started itself ({@code --deploy-mode cluster}). It is a thread of YARN's
 * application master, to which {@code System.exit} means a crash, whatever the code: the
 * application would fail, and be run again.
 */
public final class YarnDriver {

  private YarnDriver() {}

  /** Whether this process is one. */
  public static boolean isHosted() {
    return isHosted(new SparkConf());
  }

  /** Whether a driver with this configuration is one. */
  public static boolean isHosted(SparkConf conf) {
    return conf.get("spark.master", "").startsWith("yarn")
        && conf.get("spark.submit.deployMode", "client").equals("cluster");
  }

  /**
   * Returns for success, which is what YARN takes it for; for the last statement of a main method.
   *
   * @param code exit code
   * @throws SparkUserAppException with any other code, which YARN then shows
   */
  public static void end(int code) throws SparkUserAppException {
    if (code != 0) {
      throw new SparkUserAppException(code, null);
    }
  }
}
