package org.unfurl.sweep.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.system.Split;
import org.unfurl.sweep.spark.RunRefusedException;
import org.unfurl.sweep.spark.SparkSessions;
import org.unfurl.sweep.spark.StreamedJob;

class GenerationProgressTest {

  /** 1000 frames of warm-up and 301 recorded ones, a time unit each: it ends at t = 1300. */
  private static final ReferenceSpec WAKE =
      new ReferenceSpec("wake", 97.7, Split.TRAIN, 6, 301, new Seed(5));

  /** 2500 frames of warm-up, 0.02 time units each: with one more it ends at t = 50. */
  private static final ReferenceSpec KOLMOGOROV =
      new ReferenceSpec("kolmogorov", 600, Split.INTERPOLATION, 1, 1, new Seed(5));

  /** The executor is a thread of this JVM. */
  private static final CountDownLatch HEARD = new CountDownLatch(1);

  private final StringWriter text = new StringWriter();

  @Test
  void showsSimulatedTimeAndTheTimeLeft() {
    try (GenerationProgress progress = progress(false)) {
      progress.draw();
      progress.finished();
      progress.finished();
      progress.finished();
      // 400 frames in 32.8 s, and 488 are left: 40 s.
      progress.report(7, new GenerationReport(WAKE, 812, 412, 32.8, ""));
      progress.draw();
      progress.report(8, new GenerationReport(KOLMOGOROV, 0, 0, 0, ""));
      progress.draw();
    }
    assertEquals(
        List.of(
            "references 0/18",
            "references 3/18, wake at 97.7, train: t = 812 of 1300 (62 %), about 40 s left",
            "references 3/18, kolmogorov at 600, interpolation: t = 0.0 of 50.0 (0 %); wake at"
                + " 97.7, train: t = 812 of 1300 (62 %), about 40 s left"),
        text.toString().lines().toList());
  }

  @Test
  void aTerminalShowsTheOneThatTakesLongest() {
    try (GenerationProgress progress = progress(true)) {
      progress.report(7, new GenerationReport(WAKE, 812, 412, 32.8, ""));
      progress.report(8, new GenerationReport(KOLMOGOROV, 1250, 0, 10, ""));
      progress.draw();
    }
    assertEquals(
        "\r\u001b[2K\u001b[?7lreferences 0/18, wake at 97.7, train: t = 812 of 1300 (62 %), about 40 s left,"
            + " 1 more\u001b[?7h\r\u001b[2K",
        text.toString());
  }

  @Test
  void aNoteIsToldOnce() {
    try (GenerationProgress progress = progress(false)) {
      progress.report(7, new GenerationReport(WAKE, 1, 0, 1, "no space"));
      progress.report(7, new GenerationReport(WAKE, 2, 0, 1, "no space"));
    }
    assertEquals("wake at 97.7, train: no space\n", text.toString());
  }

  /** Through Spark: by the heartbeat while the task runs, by its end at the latest. */
  @Test
  void whatATaskReportsArrivesWhileItRuns() throws RunRefusedException, TimeoutException {
    try (JavaSparkContext spark = SparkSessions.start(SparkSessions.configuration("local[1]"));
        GenerationProgress progress = progress(false)) {
      GenerationReport.Latest reports = new GenerationReport.Latest();
      spark.sc().register(reports, GenerationProgress.REPORTS);
      spark.sc().addSparkListener(progress);
      StreamedJob<Integer, Integer> job =
          new StreamedJob<>(
              spark,
              (item, context) -> {
                reports.add(new GenerationReport(WAKE, 812, 412, 32.8, "note " + item));
                if (item == 1) {
                  awaitHeard();
                }
                return item;
              },
              Integer.class);
      Thread heard =
          new Thread(
              () -> {
                while (!text.toString().contains("note 1")) {
                  Thread.onSpinWait();
                }
                progress.draw();
                HEARD.countDown();
              });
      heard.setDaemon(true);
      heard.start();
      job.run(List.of(List.of(1), List.of(2)), result -> {}, (item, reason) -> {});
      spark.sc().listenerBus().waitUntilEmpty();
    }
    List<String> lines = text.toString().lines().toList();
    assertEquals(
        List.of(
            "wake at 97.7, train: note 1",
            "references 0/18, wake at 97.7, train: t = 812 of 1300 (62 %), about 40 s left",
            "wake at 97.7, train: note 2"),
        lines);
  }

  private static void awaitHeard() {
    try {
      HEARD.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private GenerationProgress progress(boolean terminal) {
    return new GenerationProgress(new PrintWriter(text), terminal, 18);
  }
}
