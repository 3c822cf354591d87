package org.unfurl.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.spark.SparkUserAppException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The driver as a thread of YARN's application master, which ends itself: this JVM goes on. */
class HostedMainTest {

  @BeforeEach
  void submitToYarn() {
    System.setProperty("spark.master", "yarn");
    System.setProperty("spark.submit.deployMode", "cluster");
  }

  @AfterEach
  void clear() {
    System.clearProperty("spark.master");
    System.clearProperty("spark.submit.deployMode");
  }

  @Test
  void successReturns() throws SparkUserAppException {
    Main.main(new String[] {"--version"});
  }

  @Test
  void anyOtherCodeReachesYarn() {
    SparkUserAppException ended =
        assertThrows(
            SparkUserAppException.class, () -> Main.main(new String[] {"run", "no-such-file"}));
    assertEquals(Main.BAD_INPUT, ended.exitCode());
  }
}
