package org.unfurl.sweep.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.unfurl.sweep.table.Column;
import org.unfurl.sweep.table.Tables;
import org.unfurl.train.trainer.Divergence;

class OutcomeKindTest {

  private static final List<Outcome> ONE_OF_EACH =
      List.of(
          new Outcome.Ok(),
          new Outcome.ReferenceDiverged("frame 3 is not finite"),
          new Outcome.TrainingDiverged(7, new Divergence.OfNetwork(2), 3.5),
          new Outcome.OutOfMemory("Java heap space"),
          new Outcome.Lost("its machine burnt"),
          new Outcome.Failed("a.Bug", "why\nand more", "stack"));

  @Test
  void everyOutcomeHasAKindOfItsOwnAndEveryKindAnOutcome() {
    assertEquals(
        Set.of(Outcome.class.getPermittedSubclasses()),
        ONE_OF_EACH.stream().map(Object::getClass).collect(Collectors.toSet()));
    assertEquals(List.of(OutcomeKind.values()), ONE_OF_EACH.stream().map(Outcome::kind).toList());
  }

  @Test
  void everyKindIsReadBackFromItsWord() throws IOException {
    for (OutcomeKind kind : OutcomeKind.values()) {
      assertEquals(kind, OutcomeKind.of(kind.word()));
    }
  }

  @Test
  void aWordOfALaterVersionIsRefusedByName() {
    IOException refused = assertThrows(IOException.class, () -> OutcomeKind.of("TIMED_OUT"));
    assertEquals(
        "outcome (TIMED_OUT) must be one of OK, REFERENCE_DIVERGED, TRAINING_DIVERGED,"
            + " OUT_OF_MEMORY, LOST, FAILED; rows of a later version of Unfurl are read by that"
            + " version",
        refused.getMessage());
  }

  @Test
  void aDivergenceIsAResultAndOnlyWhatWasLostRunsAgainByItself() {
    assertEquals(
        List.of(OutcomeKind.OUT_OF_MEMORY, OutcomeKind.LOST, OutcomeKind.FAILED),
        Arrays.stream(OutcomeKind.values()).filter(OutcomeKind::isFailure).toList());
    assertEquals(
        List.of(OutcomeKind.LOST),
        Arrays.stream(OutcomeKind.values()).filter(OutcomeKind::leavesWork).toList());
    assertEquals(
        List.of(OutcomeKind.OK),
        Arrays.stream(OutcomeKind.values()).filter(OutcomeKind::isOk).toList());
  }

  @Test
  void everyOutcomeThatIsNotOkSaysWhyInALine() {
    assertEquals(
        List.of(
            "",
            "frame 3 is not finite",
            "at update 7: the network's output is not finite in frame 2 of the window",
            "Java heap space",
            "its machine burnt",
            "a.Bug: why"),
        ONE_OF_EACH.stream().map(Outcome::reason).toList());
  }

  @Test
  void theDocumentationOfTheColumnNamesEveryKind() {
    String documentation =
        Tables.TRIALS.columns().stream()
            .filter(column -> column.name().equals("outcome"))
            .map(Column::meaning)
            .findFirst()
            .orElseThrow();
    for (OutcomeKind kind : OutcomeKind.values()) {
      assertTrue(documentation.contains(kind.word()), kind.word());
    }
  }
}
