package org.unfurl.sweep.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.BlockManagerId;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * Looks, before anything is computed, whether executors can do what a sweep asks of them: that they
 * have our classes and the driver's Spark, and see the folder of the results. A task on each
 * executor that there is; those that come later look at the folder before they write.
 */
public final class ExecutorCheck {

  private final JavaSparkContext spark;
  private final SharedFolder folder;

  /** Looks at nothing yet. */
  public ExecutorCheck(JavaSparkContext spark, SharedFolder folder) {
    this.spark = spark;
    this.folder = folder;
  }

  private interface Look
      extends scala.Function2<TaskContext, scala.collection.Iterator<String>, Sight>,
          Serializable {}

  /** What an executor has and sees; {@code problem} is empty if all is well. */
  private record Sight(String executor, String host, SparkVersion version, String problem)
      implements Serializable {

    static Sight of(SharedFolder folder) {
      String problem = "";
      try {
        folder.requireWritable();
      } catch (IOException e) {
        problem = e.getMessage();
      }
      SparkEnv env = SparkEnv.get();
      return new Sight(
          env.executorId(),
          env.blockManager().blockManagerId().host(),
          SparkVersion.running(),
          problem);
    }
  }

  /**
   * Waits for the first executor as long as it takes, then looks at all that there are.
   *
   * @throws RunRefusedException if one cannot take part, or Spark runs no task, or {@link #cancel}
   *     was called
   */
  public void run() throws RunRefusedException {
    Sight first = look(List.of(new Tuple2<>("", seq(List.of())))).get(0);
    Map<String, String> others = new HashMap<>();
    for (BlockManagerId id :
        CollectionConverters.asJava(spark.sc().env().blockManager().master().getMemoryStatus())
            .keySet()) {
      if (!id.isDriver() && !id.executorId().equals(first.executor())) {
        others.put(id.executorId(), id.host());
      }
    }
    if (!others.isEmpty()) {
      List<Tuple2<String, Seq<String>>> placed = new ArrayList<>();
      others.forEach(
          (id, host) -> placed.add(new Tuple2<>(id, seq(List.of("executor_" + host + "_" + id)))));
      look(placed);
    }
  }

  /** Makes {@link #run} return soon. For any thread. */
  public void cancel() {
    if (!spark.sc().isStopped()) {
      spark.sc().cancelAllJobs();
    }
  }

  /** One task per element, each where it would like to be if there is room. */
  private List<Sight> look(List<Tuple2<String, Seq<String>>> places) throws RunRefusedException {
    SharedFolder onExecutor = folder;
    Look look = (context, nothing) -> Sight.of(onExecutor);
    List<Sight> sights;
    try {
      RDD<String> rdd = spark.sc().makeRDD(seq(places), ClassTag$.MODULE$.apply(String.class));
      Object[] all = (Object[]) spark.sc().runJob(rdd, look, ClassTag$.MODULE$.apply(Sight.class));
      sights = List.of(all).stream().map(Sight.class::cast).toList();
    } catch (Exception e) { // Scala declares nothing: Spark aborted the job
      throw refused(e);
    }
    for (Sight sight : sights) {
      if (!sight.version().isCompatibleWith(SparkVersion.running())) {
        throw new RunRefusedException(
            "executor "
                + sight.executor()
                + " on "
                + sight.host()
                + " ("
                + sight.version()
                + ") must run the driver's "
                + SparkVersion.running()
                + SparkVersion.OWN_SPARK);
      }
      if (!sight.problem().isEmpty()) {
        throw new RunRefusedException(
            sight.problem() + "; choose hdfs:, s3a:, or a folder that every machine mounts");
      }
    }
    return sights;
  }

  /** Says what a failed look means. */
  private RunRefusedException refused(Exception failure) {
    Optional<String> foreign = SparkVersion.foreignClasses(failure);
    if (foreign.isPresent()) {
      String why = foreign.get();
      return new RunRefusedException(
          why.contains("org.unfurl.")
              ? "executors of --master ("
                  + spark.master()
                  + ") must have Unfurl's classes, but: "
                  + why
                  + "; start with cluster-configs/submit.sh, which sends them"
              : "executors of --master ("
                  + spark.master()
                  + ") must run the driver's "
                  + SparkVersion.running()
                  + ", but: "
                  + why
                  + SparkVersion.OWN_SPARK,
          failure);
    }
    if (spark.sc().isStopped()) {
      return new RunRefusedException(
          "--master ("
              + spark.master()
              + ") must start executors, but ended the application before one ran; the logs of"
              + " master and workers say why",
          failure);
    }
    return new RunRefusedException(
        "--master ("
            + spark.master()
            + ") must run tasks, but: "
            + String.valueOf(failure.getMessage()).lines().findFirst().orElse(""),
        failure);
  }

  private static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }
}
