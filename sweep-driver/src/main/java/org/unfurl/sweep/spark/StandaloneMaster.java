package org.unfurl.sweep.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.deploy.DeployMessages.MasterStateResponse;
import org.apache.spark.deploy.DeployMessages.RequestMasterState$;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.master.RecoveryState;
import org.apache.spark.deploy.master.WorkerInfo;
import org.apache.spark.internal.config.package$;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.RpcTimeout;
import scala.Option;
import scala.concurrent.duration.FiniteDuration;
import scala.reflect.ClassTag$;

/**
 * Asks a standalone master what Spark itself would not: whether it listens, and understands us,
 * because Spark would try for a minute before it gives up; and what its workers have.
 */
final class StandaloneMaster {

  private static final int TIMEOUT_MILLIS = 5000;

  private static final String SCHEME = "spark://";
  private static final Pattern HOST_PORT = Pattern.compile("\\[?(.+?)]?:(\\d{1,5})");

  private StandaloneMaster() {}

  /**
   * Returns if the master is of another kind, or one of its addresses accepts a connection.
   *
   * @param master Spark's master URL, such as {@code spark://host:7077,standby:7077}
   */
  static void requireReachable(String master) throws RunRefusedException {
    List<String> reasons = master.startsWith(SCHEME) ? unreachable(master) : List.of();
    if (!reasons.isEmpty()) {
      throw new RunRefusedException(
          "--master ("
              + master
              + ") must be a Spark master that can be reached, but: "
              + String.join("; ", reasons));
    }
  }

  /** Why none of its addresses accepts a connection; empty if one does. */
  private static List<String> unreachable(String master) {
    List<String> reasons = new ArrayList<>();
    for (String address : addresses(master)) {
      Matcher parts = HOST_PORT.matcher(address);
      if (!parts.matches() || Integer.parseInt(parts.group(2)) > 0xffff) {
        reasons.add(address + " is not host:port");
        continue;
      }
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))),
            TIMEOUT_MILLIS);
        return List.of();
      } catch (IOException e) {
        String reason = e instanceof UnknownHostException ? "unknown host" : e.getMessage();
        reasons.add(address + ": " + reason);
      }
    }
    return reasons;
  }

  /**
   * Returns if the master is of another kind, or understands the driver's Spark, or cannot be
   * reached, which is told when Spark is needed.
   *
   * @param millis how long it may take to answer
   * @throws RunRefusedException if it has another Spark; also if it listens and does not answer,
   *     because an answer whose classes are other ones is lost on its way
   */
  static void requireSameSpark(SparkConf conf, int millis) throws RunRefusedException {
    String master = conf.get("spark.master");
    if (!master.startsWith(SCHEME) || !unreachable(master).isEmpty()) {
      return;
    }
    RpcEnv rpc =
        RpcEnv.create(
            "unfurl",
            "localhost",
            0,
            conf.clone().set("spark.rpc.lookupTimeout", millis + "ms"),
            new org.apache.spark.SecurityManager(
                conf, Option.empty(), package$.MODULE$.AUTH_SECRET_FILE()),
            true);
    try {
      state(rpc, master, millis);
    } catch (Exception e) { // Scala declares nothing
      Optional<String> foreign =
          SparkVersion.foreignClasses(e)
              .or(() -> isUnanswered(e) ? Optional.of(unanswered(millis)) : Optional.empty());
      if (foreign.isPresent()) {
        throw new RunRefusedException(
            "--master ("
                + master
                + ") must run the driver's "
                + SparkVersion.running()
                + ", but: "
                + foreign.get()
                + SparkVersion.OWN_SPARK,
            e);
      }
    } finally {
      rpc.shutdown();
      rpc.awaitTermination();
    }
  }

  private static String unanswered(int millis) {
    return "it takes connections and does not answer within "
        + millis
        + " ms, as one of another version (or one that is overloaded: then run again)";
  }

  private static boolean isUnanswered(Exception error) {
    return Stream.iterate((Throwable) error, Objects::nonNull, Throwable::getCause)
        .anyMatch(TimeoutException.class::isInstance);
  }

  /** What the master's workers have, in words; empty if that cannot be known. */
  static String capacity(JavaSparkContext spark) {
    if (!spark.master().startsWith(SCHEME)) {
      return "";
    }
    try {
      return state(spark.sc().env().rpcEnv(), spark.master(), TIMEOUT_MILLIS)
          .map(state -> capacity(Arrays.asList(state.workers())))
          .orElse("");
    } catch (Exception e) { // it is only asked for a hint
      return "";
    }
  }

  private static String capacity(List<WorkerInfo> workers) {
    List<WorkerInfo> alive = workers.stream().filter(WorkerInfo::isAlive).toList();
    Optional<WorkerInfo> largest =
        alive.stream()
            .max(Comparator.comparingInt(WorkerInfo::memory).thenComparing(WorkerInfo::cores));
    return largest
        .map(
            worker ->
                "the largest of its workers ("
                    + alive.size()
                    + ") has "
                    + size(worker.cores(), worker.memory())
                    + ", free "
                    + size(worker.coresFree(), worker.memoryFree()))
        .orElse("it has no workers");
  }

  private static String size(int cores, int mebibytes) {
    return cores + (cores == 1 ? " core" : " cores") + " and " + mebibytes + "m";
  }

  /** The state of the first address that leads; of none where all stand by. */
  private static Optional<MasterStateResponse> state(RpcEnv rpc, String master, int millis)
      throws Exception {
    RpcTimeout timeout =
        new RpcTimeout(FiniteDuration.apply(millis, TimeUnit.MILLISECONDS), "spark.rpc.askTimeout");
    Exception failure = null;
    for (String address : addresses(master)) {
      Matcher parts = HOST_PORT.matcher(address);
      if (parts.matches()) {
        try {
          MasterStateResponse state =
              rpc.setupEndpointRef(
                      new RpcAddress(parts.group(1), Integer.parseInt(parts.group(2))),
                      Master.ENDPOINT_NAME())
                  .askSync(
                      RequestMasterState$.MODULE$,
                      timeout,
                      ClassTag$.MODULE$.apply(MasterStateResponse.class));
          if (state.status().equals(RecoveryState.ALIVE())) {
            return Optional.of(state);
          }
        } catch (Exception e) { // a standby may be down; Scala declares nothing
          failure = e;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
    return Optional.empty();
  }

  private static String[] addresses(String master) {
    return master.substring(SCHEME.length()).split(",");
  }
}
