package org.unfurl.sim.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.system.Split;

class ReferenceSpecTest {

  private static final String SYSTEM = "kuramoto-sivashinsky";
  private static final Seed SEED = new Seed(42);

  @Test
  void keyIsTheHashOfTheCanonicalText() {
    ReferenceSpec spec = new ReferenceSpec(SYSTEM, 0.9, Split.TRAIN, 6, 1250, SEED);

    // printf 'generator=4\nsystem=kuramoto-sivashinsky\nparameter=0x1.ccccccccccccdp-1\nsplit=train
    // \ntrajectories=6\nframes=1250\nseed=42\n' | sha256sum | cut -c1-32     (one line)
    assertEquals("8576612c709e5043d85ec4a0b2e9fc97", spec.key());
  }

  @Test
  void everyComponentChangesTheKey() {
    Set<String> keys =
        Stream.of(
                new ReferenceSpec(SYSTEM, 0.9, Split.TRAIN, 6, 1250, SEED),
                new ReferenceSpec("other", 0.9, Split.TRAIN, 6, 1250, SEED),
                new ReferenceSpec(SYSTEM, Math.nextUp(0.9), Split.TRAIN, 6, 1250, SEED),
                new ReferenceSpec(SYSTEM, 0.9, Split.INTERPOLATION, 6, 1250, SEED),
                new ReferenceSpec(SYSTEM, 0.9, Split.TRAIN, 5, 1250, SEED),
                new ReferenceSpec(SYSTEM, 0.9, Split.TRAIN, 6, 1251, SEED),
                new ReferenceSpec(SYSTEM, 0.9, Split.TRAIN, 6, 1250, new Seed(43)),
                new ReferenceSpec(SYSTEM, 0.9, Split.TRAIN, 6, 1250, SEED, "ab12"),
                new ReferenceSpec(SYSTEM, 0.9, Split.TRAIN, 6, 1250, SEED, "ab13"))
            .map(ReferenceSpec::key)
            .collect(Collectors.toSet());

    assertEquals(9, keys.size());
  }

  @Test
  void refusesNumbersThatMakeNoData() {
    assertEquals(
        "parameter (NaN) must be finite",
        refusal(() -> new ReferenceSpec(SYSTEM, Double.NaN, Split.TRAIN, 1, 1, SEED)));
    assertEquals(
        "trajectories (0) must be at least 1",
        refusal(() -> new ReferenceSpec(SYSTEM, 1, Split.TRAIN, 0, 1, SEED)));
    assertEquals(
        "frames (0) must be at least 1",
        refusal(() -> new ReferenceSpec(SYSTEM, 1, Split.TRAIN, 1, 0, SEED)));
  }

  private static String refusal(Runnable attempt) {
    return assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
  }
}
