package org.unfurl.sweep.run;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * One Spark task per item, launched in the order of the list; each result reaches the driver the
 * moment its task ends, exactly once.
 *
 * <p>Where Spark gives a task up (its machine was lost too often), that item alone is reported as
 * lost and the others go on in a fresh Spark job.
 */
final class StreamedJob<T extends Serializable, R extends Serializable> {

  /** What an executor does with one item. */
  interface Work<T, R> extends Serializable {
    R apply(T item, TaskContext context) throws IOException;
  }

  private interface TaskFunction<T, R>
      extends scala.Function2<TaskContext, scala.collection.Iterator<T>, R>, Serializable {}

  private final JavaSparkContext spark;
  private final Work<T, R> work;
  private final Class<R> resultClass;

  StreamedJob(JavaSparkContext spark, Work<T, R> work, Class<R> resultClass) {
    this.spark = spark;
    this.work = work;
    this.resultClass = resultClass;
  }

  /**
   * Runs all items and returns when each has a result or is lost.
   *
   * @param items in launch order
   * @param results told of each result on Spark's scheduler thread: hand over, do not work there
   * @param lost told of each item that Spark gave up, with the last reason
   */
  void run(List<T> items, Consumer<R> results, BiConsumer<T, String> lost) {
    List<T> remaining = new ArrayList<>(items);
    while (!remaining.isEmpty()) {
      Set<Integer> finished = ConcurrentHashMap.newKeySet();
      FailureCounter failures = new FailureCounter();
      spark.sc().addSparkListener(failures);
      try {
        submit(remaining, finished, results);
        return;
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) { // Scala declares nothing: Spark aborted the job
        int givenUp = givenUp(failures, finished);
        if (givenUp < 0) {
          throw new IllegalStateException("Spark ended the job: " + e.getMessage(), e);
        }
        lost.accept(remaining.get(givenUp), failures.reason(givenUp));
        finished.add(givenUp);
      } finally {
        spark.sc().removeSparkListener(failures);
      }
      List<T> next = new ArrayList<>();
      for (int index = 0; index < remaining.size(); index++) {
        if (!finished.contains(index)) {
          next.add(remaining.get(index));
        }
      }
      remaining = next;
    }
  }

  /** The item over which Spark aborted the job, -1 if it was not over an item. */
  private int givenUp(FailureCounter failures, Set<Integer> finished) {
    try {
      spark.sc().listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      return -1;
    }
    return spark.sc().isStopped() ? -1 : failures.mostFailed(finished);
  }

  private void submit(List<T> items, Set<Integer> finished, Consumer<R> results) throws Exception {
    RDD<T> rdd = spark.parallelize(items, items.size()).rdd();
    Work<T, R> onExecutor = work;
    TaskFunction<T, R> function =
        (context, iterator) -> {
          try {
            return onExecutor.apply(iterator.next(), context);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    List<Object> partitions = new ArrayList<>();
    for (int index = 0; index < items.size(); index++) {
      partitions.add(index);
    }
    scala.Function2<Object, R, BoxedUnit> handler =
        (index, result) -> {
          finished.add((Integer) index);
          results.accept(result);
          return BoxedUnit.UNIT;
        };
    spark
        .sc()
        .runJob(
            rdd,
            function,
            CollectionConverters.asScala(partitions).toSeq(),
            handler,
            ClassTag$.MODULE$.apply(resultClass));
  }

  /** Counts failed attempts by partition, so that an aborted job names its culprit. */
  private static final class FailureCounter extends SparkListener {

    private final Map<Integer, List<String>> reasons = new HashMap<>();

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
      if (end.reason() instanceof TaskFailedReason failed && !end.taskInfo().killed()) {
        reasons
            .computeIfAbsent(end.taskInfo().index(), index -> new ArrayList<>())
            .add(failed.toErrorString().lines().findFirst().orElse(""));
      }
    }

    synchronized int mostFailed(Set<Integer> finished) {
      int worst = -1;
      for (int index : new TreeSet<>(reasons.keySet())) {
        if (!finished.contains(index)
            && (worst < 0 || reasons.get(index).size() > reasons.get(worst).size())) {
          worst = index;
        }
      }
      return worst;
    }

    synchronized String reason(int index) {
      List<String> all = reasons.get(index);
      return all.get(all.size() - 1);
    }
  }
}
