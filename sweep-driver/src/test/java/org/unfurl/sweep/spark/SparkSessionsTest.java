package org.unfurl.sweep.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class SparkSessionsTest {

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  @Test
  void whatWasSubmittedStands() {
    System.setProperty("spark.master", "local[1, 3]");
    System.setProperty("spark.ui.enabled", "true");
    try {
      SparkConf conf = SparkSessions.configuration("");
      assertEquals("local[1, 3]", conf.get("spark.master"));
      assertEquals("true", conf.get("spark.ui.enabled"));
      assertEquals("local[1]", SparkSessions.configuration("local[1]").get("spark.master"));
    } finally {
      System.clearProperty("spark.master");
      System.clearProperty("spark.ui.enabled");
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
  void thereAreNeverMoreSlotsThanCores() throws RunRefusedException {
    for (String master : List.of("", "local[*]", "local[1]", "local", "local[1000]")) {
      try (JavaSparkContext spark = SparkSessions.start(SparkSessions.configuration(master))) {
        int expected = List.of("local", "local[1]").contains(master) ? 1 : CORES;
        assertEquals(expected, SparkSessions.slots(spark), master);
      }
    }
    assertEquals(
        "local[" + CORES + ", 4]",
        SparkSessions.configuration("local[1000, 4]").get("spark.master"));
  }

  /**
   * {@code TrainingThreadsTest} of train-core shows that a training starts none besides its own.
   */
  @Test
  void aTrialHasOneThreadWhateverWasSubmitted() {
    System.setProperty("spark.executorEnv.OMP_NUM_THREADS", "2");
    System.setProperty("spark.executorEnv.MKL_NUM_THREADS", "2");
    try {
      for (String master : List.of("local[*]", "spark://host:7077", "yarn")) {
        SparkConf conf = SparkSessions.configuration(master);
        assertEquals("1", conf.get("spark.executorEnv.OMP_NUM_THREADS"));
        assertEquals("1", conf.get("spark.executorEnv.MKL_NUM_THREADS"));
      }
    } finally {
      System.clearProperty("spark.executorEnv.OMP_NUM_THREADS");
      System.clearProperty("spark.executorEnv.MKL_NUM_THREADS");
    }
  }

  @Test
  void everyClusterGivesATrialTheOneCoreThatItUses() throws IOException {
    List<Path> defaults;
    try (Stream<Path> kinds = Files.list(Path.of("..", "cluster-configs"))) {
      defaults =
          kinds.map(kind -> kind.resolve("spark-defaults.conf")).filter(Files::exists).toList();
    }
    assertFalse(defaults.isEmpty());
    for (Path file : defaults) {
      Properties settings = new Properties();
      try (Reader in = Files.newBufferedReader(file)) {
        settings.load(in);
      }
      assertEquals("1", settings.getProperty("spark.task.cpus"), file.toString());
      assertEquals("1", settings.getProperty("spark.executorEnv.OMP_NUM_THREADS"), file.toString());
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

  /** As one of another Spark does, whose answer the driver cannot read. */
  @Test
  void aMasterThatAnswersNothingWeUnderstandIsRefused() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String master = "spark://127.0.0.1:" + socket.getLocalPort();
      RunRefusedException refused =
          assertThrows(
              RunRefusedException.class,
              () -> StandaloneMaster.requireSameSpark(SparkSessions.configuration(master), 300));
      assertEquals(
          "--master ("
              + master
              + ") must run the driver's "
              + SparkVersion.running()
              + ", but: it takes connections and does not answer within 300 ms, as one of another"
              + " version (or one that is overloaded: then run again); submit with the cluster's own"
              + " Spark, or install the driver's there",
          refused.getMessage());
    }
  }

  @Test
  void aMasterThatCannotBeReachedIsNotAskedForItsSpark() throws IOException, RunRefusedException {
    String master;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      master = "spark://127.0.0.1:" + socket.getLocalPort();
    }
    SparkSessions.requireSameSpark(SparkSessions.configuration(master));
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
