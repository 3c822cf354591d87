package org.unfurl.sweep.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sweep.outcome.Outcome;
import org.unfurl.sweep.outcome.TrialResult;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.storage.SoleWriter;
import org.unfurl.sweep.table.Provenance;
import org.unfurl.sweep.table.ResultStore;
import org.unfurl.sweep.table.ResultsUnwritableException;

class ResultWriterTest {

  private final Plan plan = SweepFiles.plan(SweepFiles.MINIMAL);
  private final Recorder recorder = new Recorder();
  @TempDir private Path folder;
  private ResultStore store;

  @BeforeEach
  void open() {
    store =
        ResultStore.open(
            new org.apache.hadoop.fs.Path(folder.toString()),
            new Configuration(),
            new SoleWriter(1));
  }

  @Test
  void closingWaitsForEveryRow() throws InterruptedException {
    try (ResultWriter writer = writer()) {
      plan.trials().forEach(trial -> writer.add(ok(trial)));
    }
    assertEquals(List.copyOf(plan.keys()), recorder.appended);
    assertEquals(3, store.reader().finished().size());
    assertTrue(recorder.failures.isEmpty());
  }

  /** The program of one trial was ended by the same Ctrl-C, just before it was seen here. */
  @Test
  void whatAnInterruptionBrokeHasNotFailed() throws InterruptedException {
    try (ResultWriter writer = writer()) {
      writer.add(
          FinishedRows.result(
              plan.trials().get(0), TrialTask.failed(new IllegalStateException("exit code 130"))));
      writer.add(ok(plan.trials().get(1)));
      writer.interrupted();
    }
    assertEquals(List.of(plan.trials().get(1).key()), recorder.appended);
    assertEquals(1, store.reader().finished().size());
  }

  @Test
  void anErrorNobodyExpectsReachesTheListenerAndClosingReturns() throws InterruptedException {
    try (ResultWriter writer = writer()) {
      // The store refuses a second row of one trial with an unchecked exception.
      writer.add(ok(plan.trials().get(0)));
      writer.add(ok(plan.trials().get(0)));
      writer.add(ok(plan.trials().get(1)));
    }
    assertEquals(1, recorder.failures.size());
    assertInstanceOf(IllegalArgumentException.class, recorder.failures.get(0));
  }

  @Test
  void aFolderThatCannotBeWrittenIsTold() throws InterruptedException, IOException {
    Files.writeString(folder.resolve("trials"), "a file where a folder belongs");
    try (ResultWriter writer = writer()) {
      writer.add(ok(plan.trials().get(0)));
    }
    assertInstanceOf(ResultsUnwritableException.class, recorder.failures.get(0));
    assertTrue(recorder.appended.isEmpty());
  }

  private ResultWriter writer() {
    return new ResultWriter(store, new Provenance("minimal", "run-1", "code-1"), recorder);
  }

  private static TrialResult ok(Trial trial) {
    return FinishedRows.result(trial, new Outcome.Ok());
  }

  /** Read only after the writer's thread has ended. */
  private static final class Recorder implements ResultWriter.Listener {
    private final List<String> appended = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    @Override
    public void appended(TrialResult result) {
      appended.add(result.trial().key());
    }

    @Override
    public void failed(Throwable failure) {
      failures.add(failure);
    }
  }
}
