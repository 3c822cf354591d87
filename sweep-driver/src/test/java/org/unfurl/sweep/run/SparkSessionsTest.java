package org.unfurl.sweep.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class SparkSessionsTest {

  @Test
  void whatWasSubmittedStands() {
    System.setProperty("spark.master", "local[3]");
    System.setProperty("spark.ui.enabled", "true");
    System.setProperty("spark.executorEnv.MKL_NUM_THREADS", "2");
    try {
      SparkConf conf = SparkSessions.configuration("");
      assertEquals("local[3]", conf.get("spark.master"));
      assertEquals("true", conf.get("spark.ui.enabled"));
      assertEquals("2", conf.get("spark.executorEnv.MKL_NUM_THREADS"));
      assertEquals("local[1]", SparkSessions.configuration("local[1]").get("spark.master"));
    } finally {
      System.clearProperty("spark.master");
      System.clearProperty("spark.ui.enabled");
      System.clearProperty("spark.executorEnv.MKL_NUM_THREADS");
    }
  }

  @Test
  void everyLocalCoreIsTheDefault() {
    SparkConf conf = SparkSessions.configuration("");
    assertEquals("local[*]", conf.get("spark.master"));
    assertEquals("127.0.0.1", conf.get("spark.driver.host"));
    assertEquals("1", conf.get("spark.executorEnv.OMP_NUM_THREADS"));
  }

  @Test
  void aClusterReachesTheDriverByItsOwnAddress() {
    SparkConf conf = SparkSessions.configuration("spark://host:7077");
    assertFalse(SparkSessions.isLocal(conf));
    assertFalse(conf.contains("spark.driver.host"));
    assertTrue(SparkSessions.isLocal(SparkSessions.configuration("local")));
    assertFalse(SparkSessions.isLocal(SparkSessions.configuration("local-cluster[1,1,1024]")));
  }

  @Test
  void aTrialThatReservesCoresItDoesNotUseIsRefused() {
    SparkConf conf = SparkSessions.configuration("local[2]").set("spark.task.cpus", "2");
    RunRefusedException refused =
        assertThrows(RunRefusedException.class, () -> SparkSessions.start(conf).close());
    assertTrue(
        refused.getMessage().startsWith("spark.task.cpus (2) must be 1: "), refused.getMessage());
  }

  @Test
  void everySlotHasACoreForItsOneThread() throws RunRefusedException {
    try (JavaSparkContext spark = SparkSessions.start(SparkSessions.configuration("local[3]"))) {
      assertEquals(3, SparkSessions.slots(spark));
      assertEquals("1", spark.getConf().get("spark.task.cpus", "1"));
      assertEquals("1", spark.getConf().get("spark.executorEnv.OMP_NUM_THREADS"));
    }
  }

  @Test
  void aMasterThatIsNoneIsRefused() {
    assertRefused("foo", "Could not parse Master URL: 'foo'");
  }

  @Test
  void aMasterThatDoesNotListenIsRefused() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String address = "127.0.0.1:" + port;
    assertRefused("spark://" + address, address + ": Connection refused");
    assertRefused("spark://nonsense," + address, "nonsense is not host:port; " + address + ": ");
  }

  @Test
  void aStandbyMasterThatListensIsEnough() throws IOException, RunRefusedException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StandaloneMaster.requireReachable("spark://nonsense,127.0.0.1:" + socket.getLocalPort());
    }
  }

  private static void assertRefused(String master, String reason) {
    RunRefusedException refused =
        assertThrows(
            RunRefusedException.class,
            () -> SparkSessions.start(SparkSessions.configuration(master)).close());
    assertTrue(
        refused.getMessage().startsWith("--master (" + master + ") must be a Spark master"),
        refused.getMessage());
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }
}
