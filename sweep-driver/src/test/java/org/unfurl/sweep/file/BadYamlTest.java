package org.unfurl.sweep.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.unfurl.sweep.file.WrongLine.GOOD;
import static org.unfurl.sweep.file.WrongLine.report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that is no sweep file, or no YAML: what it is told, and where. */
final class BadYamlTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "~"})
  void emptyFiles(String text) {
    assertEquals("f:1: file (empty) must hold a sweep; begin with sweep: my-sweep\n", report(text));
  }

  @Test
  void textThatIsNoMap() {
    assertEquals(
        "f:1: file (hello world) must be a map of keys, such as sweep: my-sweep\n",
        report("hello world"));
    assertEquals(
        "f:2: file (a list) must be a map of keys, such as sweep: my-sweep\n",
        report("\n- sweep: a\n"));
  }

  @Test
  void syntaxErrorsHaveTheirLine() {
    assertEquals(
        "f:3: file (not YAML) must be valid YAML: expected ',' or ']', but got :\n",
        report("sweep: a\nseed: [0, 1\ntask: {\n"));
    assertEquals(
        "f:2: file (not YAML) must be valid YAML: found character '\\t(TAB)' that cannot start any"
            + " token. (Do not use \\t(TAB) for indentation)\n",
        report("training:\n\tupdates: 3\n"));
  }

  @Test
  void binaryIsNotText() {
    assertEquals(
        "f:2: file (not YAML) must be text; character 10 is not\n",
        report("sweep: a\n\u0000\u0001"));
  }

  @Test
  void twoDocumentsAreOneTooMany() {
    assertEquals(
        "f:2: file (not YAML) must be valid YAML: but found another document\n",
        report("sweep: a\n---\nsweep: b\n"));
  }

  @Test
  void aliasesCannotBlowUp() {
    StringBuilder lists = new StringBuilder("a0: &a0 [x, x]\n");
    StringBuilder maps = new StringBuilder("a0: &a0 { k0: 1 }\n");
    for (int i = 1; i < 40; i++) {
      lists.append("a%d: &a%d [*a%e, *a%e]\n".replace("%d", "" + i).replace("%e", "" + (i - 1)));
      maps.append(
          "a%d: &a%d { <<: [*a%e, *a%e], k%d: 1 }\n"
              .replace("%d", "" + i)
              .replace("%e", "" + (i - 1)));
    }
    String refused =
        ": file (too many values) must have at most 1000000, each alias (*name) counted as all that"
            + " it stands for; shorten what the aliases name\n";
    assertEquals("f:18" + refused, report(lists.toString()));
    assertEquals("f:17" + refused, report(maps.toString()));
  }

  /** The composer would merge the map into itself for ever. */
  @Test
  void anAliasInsideItsOwnValueIsAProblem() {
    assertEquals(
        "f:7: alias (*n) must not stand inside the value that &n names\n",
        report(GOOD.replace("network: { ", "network: &n { <<: *n, ")));
    assertEquals(
        "f:5: alias (*s) must not stand inside the value that &s names\n",
        report(GOOD.replace("seed: [0, 1]", "seed: &s [0, *s]")));
    assertEquals(
        "f:5: file (not YAML) must be valid YAML: found undefined alias s\n",
        report(GOOD.replace("seed: [0, 1]", "seed: [0, *s]")));
  }
}
