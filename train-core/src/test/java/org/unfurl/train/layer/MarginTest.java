package org.unfurl.train.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.unfurl.sim.grid.StateShape;

/** What is told of places: margins and positions. */
class MarginTest {

  @Test
  void aBoundedLineGoesOnAtBothEnds() {
    Signal line = AppliedLayer.signal(1, new StateShape(1, 1, 4, true, false));
    double[] states = {1, 2, 3, 4};
    double[] longer = new AppliedLayer(Margin.added(0.3), line).output(states);
    assertArrayEquals(new double[] {1, 1, 1, 2, 3, 4, 4, 4}, longer); // 1.2 points at least
    assertArrayEquals(
        states, new AppliedLayer(Margin.takenOff(line), line.withPoints(1, 8)).output(longer));
  }

  @Test
  void onlyBoundedAxesGetLonger() {
    Signal plane = AppliedLayer.signal(1, new StateShape(1, 4, 8, false, true));
    assertEquals(plane.withPoints(6, 8), Margin.added(0.25).on("", plane).output());
    Signal line = AppliedLayer.signal(1, StateShape.periodicLine(1, 8));
    assertEquals(line, Margin.added(0.25).on("", line).output());
  }

  @Test
  void everyPointIsToldWhereItIs() {
    Signal plane = AppliedLayer.signal(1, new StateShape(1, 2, 4, false, true));
    double[] states = {1, 2, 3, 4, 5, 6, 7, 8};
    assertArrayEquals(
        new double[] {
          1,
          2,
          3,
          4,
          5,
          6,
          7,
          8, //
          0,
          1,
          0,
          -1,
          0,
          1,
          0,
          -1, // sine along x
          1,
          0,
          -1,
          0,
          1,
          0,
          -1,
          0, // cosine
          .25,
          .25,
          .25,
          .25,
          .75,
          .75,
          .75,
          .75 // along y
        },
        new AppliedLayer(Positions.added(), plane).output(states),
        1e-15);
  }
}
