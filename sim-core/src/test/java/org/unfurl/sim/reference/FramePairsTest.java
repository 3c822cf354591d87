package org.unfurl.sim.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FramePairsTest {

  /** Frames of one value: 10 t + f, which changes by one everywhere but at a jump. */
  private static List<FramePairs.Pair> pairs(int trajectories, int frames, int spread, int jumpAt) {
    FramePairs pairs = new FramePairs(new Excerpt(trajectories, 1, frames), 1, spread);
    for (int t = 0; t < trajectories; t++) {
      for (int f = 0; f < frames; f++) {
        boolean jumped = t == trajectories - 1 && f >= jumpAt;
        pairs.frame(t, f, new double[] {jumped ? -9999 : 10 * t + f}, 0);
      }
    }
    return List.copyOf(pairs.pairs());
  }

  @Test
  void theyAreSpreadOverTheExcerpt() {
    List<FramePairs.Pair> pairs = pairs(3, 5, 4, 5);
    // Of 12 steps the middle ones of four parts, and the first of those that are equally large.
    assertEquals(List.of(0, 0, 1, 1, 2), pairs.stream().map(FramePairs.Pair::trajectory).toList());
    assertEquals(List.of(0, 1, 0, 3, 2), pairs.stream().map(FramePairs.Pair::frame).toList());
    assertArrayEquals(new double[] {13}, pairs.get(3).before());
    assertArrayEquals(new double[] {14}, pairs.get(3).after());
  }

  @Test
  void theLargestChangeIsAmongThemWhereverItIs() {
    List<FramePairs.Pair> pairs = pairs(2, 1000, 2, 777);
    assertEquals(3, pairs.size());
    assertEquals(776, pairs.get(2).frame());
    assertArrayEquals(new double[] {-9999}, pairs.get(2).after());
  }

  @Test
  void noPairIsTakenTwiceNorFromTwoTrajectories() {
    assertEquals(2, pairs(1, 3, 8, 3).size());
    assertEquals(4, pairs(4, 2, 8, 2).size());
    assertEquals(0, pairs(4, 1, 8, 1).size());
  }
}
