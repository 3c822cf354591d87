package org.unfurl.sweep.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * One Spark task per pack of items, launched in the order of the list; the results of a pack reach
 * the driver the moment its task ends, exactly once.
 *
 * <p>Where Spark gives a task up (its machine was lost too often, or its work threw on every
 * attempt), the others go on in a fresh Spark job, and so do the items of its pack, each in a task
 * of its own: only an item that was alone is reported as given up. Runs once; {@link #cancel} may
 * be called from any thread.
 */
public final class StreamedJob<T extends Serializable, R extends Serializable> {

  private static final int KILL_SECONDS = 5;

  /** What an executor does with one item. */
  public interface Work<T, R> extends Serializable {
    R apply(T item, TaskContext context) throws IOException;
  }

  private interface TaskFunction<T>
      extends scala.Function2<TaskContext, scala.collection.Iterator<List<T>>, Object[]>,
          Serializable {}

  private final JavaSparkContext spark;
  private final Work<T, R> work;
  private final Class<R> resultClass;
  private volatile boolean cancelled;

  /** Runs nothing yet. */
  public StreamedJob(JavaSparkContext spark, Work<T, R> work, Class<R> resultClass) {
    this.spark = spark;
    this.work = work;
    this.resultClass = resultClass;
  }

  /** Makes {@link #run} return soon, without the results of what has not finished. */
  public void cancel() {
    cancelled = true;
    if (!spark.sc().isStopped()) {
      spark.sc().cancelAllJobs();
    }
  }

  /**
   * Runs all items and returns when each has a result or is given up, or when cancelled.
   *
   * @param packs in launch order, none empty
   * @param results told of each result on Spark's scheduler thread: hand over, do not work there
   * @param givenUp told of each item that Spark gave up, on the calling thread
   * @throws RunRefusedException if Spark itself has ended
   */
  public void run(List<List<T>> packs, Consumer<R> results, BiConsumer<T, GivenUp> givenUp)
      throws RunRefusedException {
    // A part of a list cannot be serialized; a copy can.
    List<List<T>> remaining = packs.stream().map(List::copyOf).toList();
    while (!remaining.isEmpty() && !cancelled) {
      Set<Integer> finished = ConcurrentHashMap.newKeySet();
      List<T> apart = List.of();
      JobWatch watch = new JobWatch();
      try {
        spark.sc().addSparkListener(watch);
        submit(remaining, finished, results);
        return;
      } catch (Exception e) { // Scala declares nothing: Spark aborted the job
        if (!cancelled) {
          int culprit = culprit(watch, finished, e);
          List<T> pack = remaining.get(culprit);
          if (pack.size() == 1) {
            givenUp.accept(pack.get(0), watch.latest(culprit));
          } else {
            apart = pack;
          }
          finished.add(culprit);
        }
        watch.awaitEndOfTasks();
      } finally {
        spark.sc().removeSparkListener(watch);
      }
      List<List<T>> next = new ArrayList<>();
      apart.forEach(item -> next.add(List.of(item)));
      for (int index = 0; index < remaining.size(); index++) {
        if (!finished.contains(index)) {
          next.add(remaining.get(index));
        }
      }
      remaining = next;
    }
  }

  /** The pack over which Spark aborted the job. */
  private int culprit(JobWatch watch, Set<Integer> finished, Exception abort)
      throws RunRefusedException {
    if (spark.sc().isStopped()) {
      throw new RunRefusedException(
          "Spark ended before the sweep did: " + abort.getMessage() + "; the same command resumes",
          abort);
    }
    try {
      spark.sc().listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      abort.addSuppressed(e);
    }
    int worst = watch.mostFailed(finished);
    if (worst < 0) {
      throw new IllegalStateException("Spark aborted the job over no pack", abort);
    }
    return worst;
  }

  private void submit(List<List<T>> packs, Set<Integer> finished, Consumer<R> results)
      throws Exception {
    RDD<List<T>> rdd = spark.parallelize(packs, packs.size()).rdd();
    Work<T, R> onExecutor = work;
    TaskFunction<T> function =
        (context, iterator) -> {
          List<T> pack = iterator.next();
          Object[] ofPack = new Object[pack.size()];
          for (int item = 0; item < ofPack.length; item++) {
            if (context.isInterrupted()) {
              throw new TaskKilledException("cancelled");
            }
            try {
              ofPack[item] = onExecutor.apply(pack.get(item), context);
            } catch (IOException e) {
              throw new UncheckedIOException(e.getMessage(), e);
            }
          }
          return ofPack;
        };
    List<Object> partitions = new ArrayList<>();
    for (int index = 0; index < packs.size(); index++) {
      partitions.add(index);
    }
    scala.Function2<Object, Object[], BoxedUnit> handler =
        (index, ofPack) -> {
          finished.add((Integer) index);
          for (Object result : ofPack) {
            results.accept(resultClass.cast(result));
          }
          return BoxedUnit.UNIT;
        };
    spark
        .sc()
        .runJob(
            rdd,
            function,
            CollectionConverters.asScala(partitions).toSeq(),
            handler,
            ClassTag$.MODULE$.apply(Object[].class));
  }

  /**
   * Watches one job: counts failed attempts by partition, so that an aborted job names its culprit,
   * and the tasks that have not ended.
   */
  private final class JobWatch extends SparkListener {

    private final Map<Integer, List<GivenUp>> reasons = new HashMap<>();
    private final Set<Object> stages = new HashSet<>();
    private final Set<Long> running = new HashSet<>();

    @Override
    public synchronized void onJobStart(SparkListenerJobStart start) {
      // Killed tasks of the job before may still be ending: their indices mean other items.
      stages.addAll(CollectionConverters.asJava(start.stageIds()));
      if (cancelled) { // cancelled before there was a job to cancel
        spark.sc().cancelAllJobs();
      }
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart start) {
      if (stages.contains(start.stageId())) {
        running.add(start.taskInfo().taskId());
      }
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
      running.remove(end.taskInfo().taskId());
      notifyAll();
      if (stages.contains(end.stageId())
          && end.reason() instanceof TaskFailedReason failed
          && failed.countTowardsTaskFailures()) {
        reasons
            .computeIfAbsent(end.taskInfo().index(), index -> new ArrayList<>())
            .add(GivenUp.of(failed));
      }
    }

    /** Waits a few seconds: Spark complains of tasks that end after it does. */
    void awaitEndOfTasks() {
      try {
        spark.sc().listenerBus().waitUntilEmpty();
        synchronized (this) {
          long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(KILL_SECONDS);
          long left = deadline - System.nanoTime();
          while (!running.isEmpty() && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = deadline - System.nanoTime();
          }
        }
      } catch (TimeoutException e) {
        return; // then it will have to complain
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
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

    synchronized GivenUp latest(int index) {
      List<GivenUp> all = reasons.get(index);
      return all.get(all.size() - 1);
    }
  }
}
