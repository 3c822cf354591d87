package org.unfurl.sweep.spelling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpellingTest {

  private static final List<String> WORDS = List.of("seed", "sweep-seed", "warm-up", "one", "nog");

  @ParameterizedTest
  @CsvSource({
    "sed, seed",
    "seeds, seed",
    "SEED, seed",
    "sweep_seed, sweep-seed",
    "wram-up, warm-up",
    "on, one",
    "warmup, warm-up",
    "noe, one",
    "ngo, nog"
  })
  void slips(String written, String meant) {
    assertEquals(Optional.of(meant), Spelling.nearest(written, WORDS));
  }

  @ParameterizedTest
  @CsvSource({"colour", "network", "wig", "x"})
  void otherWords(String written) {
    assertEquals(Optional.empty(), Spelling.nearest(written, WORDS));
  }

  @Test
  void hintsNameTheNearestOrAll() {
    assertEquals("did you mean nog?", Spelling.hint("nogg", WORDS));
    assertEquals("choose from one, nog", Spelling.hint("all", List.of("one", "nog")));
  }
}
