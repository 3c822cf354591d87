package org.unfurl.sim.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SeedTest {

  @Test
  void derivedSeedIsTheBeginningOfTheHash() {
    // printf '42\0initial-weights' | sha256sum | cut -c1-16
    assertEquals(new Seed(0xfe9562ad9ccb67dbL), new Seed(42).derive("initial-weights"));
  }

  @Test
  void purposesAndSeedsSeparate() {
    assertNotEquals(new Seed(1).derive("a"), new Seed(1).derive("b"));
    assertNotEquals(new Seed(1).derive("a"), new Seed(2).derive("a"));
  }

  @Test
  void generatorsOfEqualSeedsDrawEqualNumbers() {
    assertEquals(new Seed(9).generator().nextLong(), new Seed(9).generator().nextLong());
  }
}
