package org.unfurl.sim.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenPathTest {

  private static final Optional<String> HOME = Optional.of("/home/me");

  @ParameterizedTest
  @CsvSource({"~, /home/me", "~/, /home/me/", "~/a b/~c, /home/me/a b/~c"})
  void aLeadingTildeIsTheHomeFolder(String written, String meant) {
    assertEquals(meant, WrittenPath.resolve(written, HOME));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "results",
        "",
        "./~/x",
        "a/~/b",
        "s3a://bucket/~x",
        "x~",
        "cash$",
        "a$b.npy",
        "$",
        "C$/x",
        "price$5",
        "hdfs:///unfurl",
        "C:\\data"
      })
  void allElseStaysAsItIs(String written) {
    assertEquals(written, WrittenPath.resolve(written, HOME));
  }

  private static String refusal(String written, Optional<String> home) {
    return assertThrows(IllegalArgumentException.class, () -> WrittenPath.resolve(written, home))
        .getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "$HOME/x, $HOME",
    "${HOME}/x, ${HOME}",
    "runs/$USER, $USER",
    "run-$SLURM_JOB_ID, $SLURM_JOB_ID",
    "runs/$out/x, $out",
    "a${b}c, ${b}",
    "hdfs:///user/$USER/x, $USER"
  })
  void aVariableIsNamedAndRefused(String written, String variable) {
    assertEquals(
        "holds "
            + variable
            + ", which only a shell replaces, and not in single quotes; write out what it stands"
            + " for",
        refusal(written, HOME));
  }

  @Test
  void theHomeOfSomebodyElseIsRefused() {
    assertEquals(
        "begins with ~ada, which only a shell replaces, and not after = or in quotes; write that"
            + " folder out, or ./~ada for one of this very name",
        refusal("~ada/x", HOME));
  }

  @Test
  void aUserWithoutAHomeIsTold() {
    assertEquals(
        "begins with ~, but this user has no home folder; write the path out, or set HOME",
        refusal("~/x", Optional.empty()));
  }

  @Test
  void wordsThatNeedNotBePathsAreNeverRefused() {
    assertEquals("-c", WrittenPath.resolveWord("-c"));
    assertEquals("echo $HOME", WrittenPath.resolveWord("echo $HOME"));
    assertEquals("~ada", WrittenPath.resolveWord("~ada"));
    assertEquals(WrittenPath.resolve("~/x"), WrittenPath.resolveWord("~/x"));
  }
}
