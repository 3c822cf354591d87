package org.unfurl.sweep.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkUserAppException;
import org.junit.jupiter.api.Test;

class YarnDriverTest {

  @Test
  void onlyYarnsOwnDriverIsHosted() {
    assertTrue(YarnDriver.isHosted(conf("yarn", "cluster")));
    assertFalse(YarnDriver.isHosted(conf("yarn", "client")));
    assertFalse(YarnDriver.isHosted(conf("spark://host:7077", "cluster")));
    assertFalse(YarnDriver.isHosted(new SparkConf(false)));
  }

  @Test
  void successReturnsAndAnyOtherCodeReachesYarn() throws SparkUserAppException {
    YarnDriver.end(0);
    for (int code : new int[] {1, 2, 3, 130}) {
      assertEquals(
          code, assertThrows(SparkUserAppException.class, () -> YarnDriver.end(code)).exitCode());
    }
  }

  private static SparkConf conf(String master, String deployMode) {
    return new SparkConf(false)
        .set("spark.master", master)
        .set("spark.submit.deployMode", deployMode);
  }
}
