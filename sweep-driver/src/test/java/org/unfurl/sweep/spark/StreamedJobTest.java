package org.unfurl.sweep.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StreamedJobTest {

  private static final List<Integer> TWENTY = IntStream.range(0, 20).boxed().toList();

  private static JavaSparkContext spark;

  private final List<Integer> results = Collections.synchronizedList(new ArrayList<>());
  private final Map<Integer, GivenUp> givenUp = new TreeMap<>();

  @BeforeAll
  static void start() throws RunRefusedException {
    spark = SparkSessions.start(SparkSessions.configuration("local[2]"));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @Test
  void everyResultArrivesOnce() throws RunRefusedException {
    run(TWENTY, (item, context) -> item);
    assertEquals(TWENTY, results.stream().sorted().toList());
    assertTrue(givenUp.isEmpty());
  }

  @Test
  void nothingToDo() throws RunRefusedException {
    run(List.of(), (item, context) -> item);
    assertTrue(results.isEmpty());
  }

  @Test
  void launchesInTheOrderOfTheList() throws RunRefusedException {
    // Spark numbers the attempts of tasks as it launches them.
    List<Integer> items = List.of(7, 3, 9, 1, 8, 2);
    run(items, (item, context) -> 10 * (int) context.taskAttemptId() + item);
    assertEquals(items, results.stream().sorted().map(result -> result % 10).toList());
  }

  @Test
  void anItemThatAlwaysThrowsIsGivenUpAndTheOthersFinish() throws RunRefusedException {
    run(TWENTY, StreamedJobTest::refusesThreeAndEleven);
    assertEquals(18, results.stream().distinct().count());
    assertEquals(18, results.size());
    assertEquals(List.of(3, 11), List.copyOf(givenUp.keySet()));
    assertEquals("no space for 3", givenUp.get(3).message());
    assertTrue(givenUp.get(3).isStorage());
    assertEquals(IllegalStateException.class.getName(), givenUp.get(11).errorClass());
    assertTrue(givenUp.get(11).stack().contains("refusesThreeAndEleven"));
  }

  @Test
  void onlyTheCulpritOfAPackIsGivenUp() throws RunRefusedException {
    runPacks(
        List.of(TWENTY.subList(0, 5), TWENTY.subList(5, 14), TWENTY.subList(14, 20)),
        StreamedJobTest::refusesThreeAndEleven);
    assertEquals(
        TWENTY.stream().filter(item -> item != 3 && item != 11).toList(),
        results.stream().sorted().toList());
    assertEquals(List.of(3, 11), List.copyOf(givenUp.keySet()));
  }

  @Test
  void aCancelledPackEndsBetweenItsItems() throws RunRefusedException {
    StreamedJob<Integer, Integer> job =
        new StreamedJob<>(spark, StreamedJobTest::untilKilled, Integer.class);
    job.run(
        List.of(List.of(0), List.of(1, 2, 3)),
        result -> {
          results.add(result);
          job.cancel();
        },
        givenUp::put);
    assertEquals(List.of(0), results);
  }

  private static int refusesThreeAndEleven(int item, TaskContext context) throws IOException {
    if (item == 3) {
      throw new IOException("no space for 3");
    }
    if (item == 11) {
      throw new IllegalStateException("a bug in 11");
    }
    return item;
  }

  @Test
  void cancelledAfterAResultItReturnsWithoutTheRest() throws RunRefusedException {
    StreamedJob<Integer, Integer> job =
        new StreamedJob<>(spark, StreamedJobTest::untilKilled, Integer.class);
    job.run(
        alone(TWENTY),
        result -> {
          results.add(result);
          job.cancel();
        },
        givenUp::put);
    assertEquals(List.of(0), results);
    assertTrue(givenUp.isEmpty());
  }

  /** Item 0 ends; every other one runs until it is killed. */
  private static int untilKilled(int item, TaskContext context) {
    while (item > 0 && !context.isInterrupted()) {
      Thread.onSpinWait();
    }
    return item;
  }

  @Test
  void cancelledBeforeItStartsNothingRuns() throws RunRefusedException {
    StreamedJob<Integer, Integer> job =
        new StreamedJob<>(spark, (item, context) -> item, Integer.class);
    job.cancel();
    job.run(alone(TWENTY), results::add, givenUp::put);
    assertTrue(results.isEmpty());
  }

  @Test
  void aStoppedSparkIsRefusedNotABug() throws RunRefusedException {
    spark.close();
    try {
      RunRefusedException refused =
          assertThrows(RunRefusedException.class, () -> run(TWENTY, (item, context) -> item));
      assertTrue(refused.getMessage().endsWith("; the same command resumes"));
      assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    } finally {
      start();
    }
  }

  private void run(List<Integer> items, StreamedJob.Work<Integer, Integer> work)
      throws RunRefusedException {
    runPacks(alone(items), work);
  }

  private void runPacks(List<List<Integer>> packs, StreamedJob.Work<Integer, Integer> work)
      throws RunRefusedException {
    new StreamedJob<>(spark, work, Integer.class).run(packs, results::add, givenUp::put);
  }

  private static List<List<Integer>> alone(List<Integer> items) {
    return items.stream().map(List::of).toList();
  }
}
