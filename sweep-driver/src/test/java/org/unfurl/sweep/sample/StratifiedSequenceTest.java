package org.unfurl.sweep.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.random.Seed;

class StratifiedSequenceTest {

  @Test
  void ofTheFirstPowerOfTwoOneNumberLiesInEachEqualPart() {
    StratifiedSequence sequence = new StratifiedSequence(new Seed(7));
    for (int count = 1; count <= 4096; count *= 2) {
      int parts = count;
      assertEquals(
          count,
          IntStream.range(0, count).map(n -> (int) (parts * sequence.at(n))).distinct().count());
    }
  }

  @Test
  void numbersFillTheirPartsEvenly() {
    StratifiedSequence sequence = new StratifiedSequence(new Seed(8));
    double inPart =
        IntStream.range(0, 1024)
            .mapToDouble(n -> 1024 * sequence.at(n))
            .map(place -> place - Math.floor(place))
            .average()
            .orElseThrow();
    assertEquals(0.5, inPart, 0.05);
  }

  @Test
  void fewNumbersOfTwoSeedsMeetInEveryQuadrantAsOften() {
    int seeds = 200;
    int[] quadrants = new int[4];
    for (int seed = 0; seed < seeds; seed++) {
      StratifiedSequence one = new StratifiedSequence(new Seed(seed).derive("one"));
      StratifiedSequence other = new StratifiedSequence(new Seed(seed).derive("other"));
      for (int n = 0; n < 16; n++) {
        quadrants[2 * (int) (2 * one.at(n)) + (int) (2 * other.at(n))]++;
      }
    }
    for (int quadrant : quadrants) {
      assertEquals(0.25, quadrant / (16.0 * seeds), 0.02);
    }
  }

  @Test
  void manyNumbersOfTwoSeedsAreNotCorrelated() {
    StratifiedSequence one = new StratifiedSequence(new Seed(1));
    StratifiedSequence other = new StratifiedSequence(new Seed(2));
    double correlation =
        IntStream.range(0, 1000)
            .mapToDouble(n -> 12 * (one.at(n) - 0.5) * (other.at(n) - 0.5))
            .average()
            .orElseThrow();
    assertEquals(0, correlation, 0.1);
  }
}
