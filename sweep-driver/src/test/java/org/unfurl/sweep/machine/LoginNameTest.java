package org.unfurl.sweep.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginNameTest {

  @Test
  void whatTheUserSaysGoesFirst() {
    assertEquals("hadoop", LoginName.choose(Map.of("HADOOP_USER_NAME", "hadoop", "USER", "ann")));
    assertEquals("ann", LoginName.choose(Map.of("HADOOP_USER_NAME", "", "USER", "ann")));
  }

  @Test
  void elseTheNumberIsTheName() {
    String name = LoginName.choose(Map.of("USER", "?"));
    assertTrue(name.matches("user(-\\d+)?"), name);
  }
}
