package org.unfurl.sweep.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.unfurl.sweep.outcome.Outcome;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.train.trainer.Divergence;

class ProgressTest {

  private final Plan plan = SweepFiles.plan(SweepFiles.MINIMAL);
  private final StringWriter text = new StringWriter();

  @Test
  void oneLinePerTrialWithTheReasonIfItIsNotOk() {
    try (Progress progress = progress(3, false)) {
      progress.finished(FinishedRows.result(plan.trials().get(0), new Outcome.Ok()));
      progress.finished(
          FinishedRows.result(
              plan.trials().get(1),
              new Outcome.TrainingDiverged(7, new Divergence.OfNetwork(2), 3.5)));
      progress.finished(
          FinishedRows.result(
              plan.trials().get(2), new Outcome.Failed("a.Bug", "first line\nsecond line", "")));
    }
    // Scores and seconds are FinishedRows': errors of 0.25, 2 s of training, 1 s of evaluation.
    assertEquals(
        "[1/3] ok   "
            + plan.trials().get(0).label()
            + "  relative error 0.250, 3 s\n[2/3] TRAINING_DIVERGED "
            + plan.trials().get(1).label()
            + "  at update 7: the network's output is not finite in frame 2 of the window\n[3/3] FAILED "
            + plan.trials().get(2).label()
            + "  a.Bug: first line\n",
        text.toString());
  }

  @Test
  void ofManyTrialsOnlyThoseThatAreNotOkAreListed() {
    try (Progress progress = progress(61, false)) {
      progress.finished(FinishedRows.result(plan.trials().get(0), new Outcome.Ok()));
      progress.finished(
          FinishedRows.result(plan.trials().get(1), new Outcome.OutOfMemory("Java heap space")));
    }
    assertEquals(
        "[ 2/61] OUT_OF_MEMORY " + plan.trials().get(1).label() + "  Java heap space\n",
        text.toString());
  }

  @Test
  void theBarCountsPredictedWork() {
    double half = plan.trials().get(0).predictedSeconds();
    try (Progress progress = new Progress(new PrintWriter(text), false, 2, 2 * half, 1)) {
      progress.finished(FinishedRows.result(plan.trials().get(0), new Outcome.Ok()));
      progress.draw();
    }
    String bar = text.toString().lines().toList().get(1);
    assertTrue(bar.startsWith("######...... trials 1/2   50 %  elapsed 0:00"), bar);
  }

  @Test
  void aTerminalLineIsRedrawnAndErasedAtTheEnd() {
    try (Progress progress = progress(3, true)) {
      progress.draw();
    }
    assertTrue(
        text.toString().startsWith("\r\u001b[2K\u001b[?7l............ trials"), text.toString());
    assertTrue(text.toString().endsWith("\r\u001b[2K"));
  }

  @Test
  void afterClosingNothingIsDrawn() {
    Progress progress = progress(3, false);
    progress.close();
    progress.draw();
    assertEquals("", text.toString());
  }

  @Test
  void clockTimes() {
    assertEquals("0:00", Progress.clockTime(0.4));
    assertEquals("59:59", Progress.clockTime(3599));
    assertEquals("1:00:00", Progress.clockTime(3599.6));
    assertEquals("100:01:05", Progress.clockTime(360065));
  }

  private Progress progress(int trials, boolean terminal) {
    return new Progress(new PrintWriter(text), terminal, trials, 100, 2);
  }
}
