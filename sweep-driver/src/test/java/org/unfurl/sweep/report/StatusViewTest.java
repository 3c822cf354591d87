package org.unfurl.sweep.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.table.TrialRow;

class StatusViewTest {

  @Test
  void missingIsCountedByTaskAndModality() {
    List<StatusView.Planned> plan =
        List.of(
            planned("correction", "wig", 0),
            planned("correction", "wig", 1),
            planned("correction", "one", 0),
            planned("prediction", "one", 0));
    List<TrialRow> rows =
        List.of(
            SampleRows.ok("correction", "wig", 3, 0, 0.1, 9),
            SampleRows.notOk("correction", "one", 3, 0, OutcomeKind.TRAINING_DIVERGED));
    assertEquals(
        """
        task        modality  planned  ok  not ok  missing
        ----------  --------  -------  --  ------  -------
        correction  one             1   0       1        0
        correction  wig             2   1       0        1
        prediction  one             1   0       0        1

        planned 4 = ok 1 + training-diverged 1 + missing 2
        """,
        StatusView.text(plan.stream(), plan.stream().map(StatusView.Planned::key).toList(), rows));
  }

  private static StatusView.Planned planned(String task, String modality, long seed) {
    String label = task + "/" + modality + "/m3/s" + seed;
    return new StatusView.Planned(label, task, modality);
  }
}
