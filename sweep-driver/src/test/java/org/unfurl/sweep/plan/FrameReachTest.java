package org.unfurl.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.train.layer.Reach;

final class FrameReachTest {

  /** Speed 1 over a circle; diffusion adds less than a point. */
  @Test
  void anAdvectedBumpIsCarriedByItsSpeed() {
    PhysicalSystem system = PhysicalSystems.named("advection-diffusion");
    FrameReach reach = FrameReach.of(system).orElseThrow();
    double spacing = 2 * Math.PI / system.shape().columns();
    assertEquals(system.frameTime() / spacing, reach.columns(), 1);
    assertEquals(0, reach.rows());
  }

  @Test
  void aWaveThatOutrunsTheOthersIsCarriedOverTheWholeLine() {
    FrameReach reach = FrameReach.of(PhysicalSystems.named("korteweg-de-vries")).orElseThrow();
    assertTrue(reach.columns() > 24, reach.toString());
  }

  @Test
  void aPlaneHasTwo() {
    FrameReach reach = FrameReach.of(PhysicalSystems.named("kolmogorov-quick")).orElseThrow();
    assertTrue(reach.rows() > 0 && reach.columns() > 0, reach.toString());
  }

  @Test
  void isBeyondWhatANetworkSeesAlongOneAxisAtLeast() {
    FrameReach frame = new FrameReach(2, 5);
    assertTrue(frame.isBeyond(new Reach(2, 4)));
    assertTrue(frame.isBeyond(new Reach(1, 9)));
    assertEquals(false, frame.isBeyond(new Reach(2, 5)));
    assertEquals(false, frame.isBeyond(Reach.WHOLE));
  }

  @Test
  void saysPointsOfLinesAndPlanes() {
    assertEquals(
        "1 point to either side", new FrameReach(0, 1).text(StateShape.periodicLine(1, 8)));
    assertEquals(
        "2 x 5 points to either side",
        new FrameReach(2, 5).text(StateShape.periodicPlane(1, 8, 8)));
  }
}
