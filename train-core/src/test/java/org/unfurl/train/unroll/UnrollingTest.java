package org.unfurl.train.unroll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UnrollingTest {

  @Test
  void oneIsASingleFrame() {
    Unrolling one = Unrolling.of(Modality.ONE, 6, 2, 3);
    assertEquals(1, one.frames());
    assertEquals(1, one.framesWithLoss());
    assertFalse(one.hasLinks());
  }

  @Test
  void nogCutsEveryLinkAndWigNone() {
    assertEquals("1 2 3 4", picture(Unrolling.of(Modality.NOG, 4, 0, 0)));
    assertEquals("1-2-3-4", picture(Unrolling.of(Modality.WIG, 4, 0, 0)));
  }

  @Test
  void truncationCutsAfterEverySoManyFrames() {
    assertEquals("1-2 3-4 5", picture(Unrolling.of(Modality.WIG, 5, 0, 2)));
    assertEquals("1 2 3 4 5", picture(Unrolling.of(Modality.WIG, 5, 0, 1)));
    assertEquals("1-2-3-4-5", picture(Unrolling.of(Modality.WIG, 5, 0, 5)));
  }

  @Test
  void warmUpFramesHaveNeitherLossNorLinks() {
    Unrolling unrolling = Unrolling.of(Modality.WIG, 5, 2, 0);
    assertEquals("1 2 3-4-5", picture(unrolling));
    assertFalse(unrolling.hasLoss(2));
    assertTrue(unrolling.hasLoss(3));
    assertEquals(3, unrolling.framesWithLoss());
  }

  @Test
  void refusesWhatCarriesNoLoss() {
    assertThrows(IllegalArgumentException.class, () -> new Unrolling(3, 3, 1));
    assertThrows(IllegalArgumentException.class, () -> new Unrolling(0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Unrolling(3, 0, 0));
  }

  /** Frames by number, links as dashes; drawn segment by segment. */
  private static String picture(Unrolling unrolling) {
    StringBuilder picture = new StringBuilder();
    for (int first = 1; first <= unrolling.frames(); first++) {
      int last = unrolling.endOfSegment(first);
      picture.append(first == 1 ? "" : " ").append(first);
      while (first < last) {
        first++;
        picture.append('-').append(first);
      }
    }
    return picture.toString();
  }
}
