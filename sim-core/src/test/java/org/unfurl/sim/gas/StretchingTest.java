package org.unfurl.sim.gas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StretchingTest {

  @Test
  void growingSpacingsHaveOneRatio() {
    double[] nodes = Stretching.growing(20, 0.01, 5);
    assertEquals(0.01, nodes[1], 1e-15);
    assertEquals(5, nodes[20], 0);
    double ratio = (nodes[2] - nodes[1]) / nodes[1];
    for (int j = 1; j < 20; j++) {
      assertEquals(ratio, (nodes[j + 1] - nodes[j]) / (nodes[j] - nodes[j - 1]), 1e-9);
    }
  }

  @Test
  void clusteredNodesBeginAndEndWithAboutTheSpacingsAskedFor() {
    double[] nodes = Stretching.clustered(100, 0.002, 0.004, 1);
    assertEquals(0.002, nodes[1], 2e-4);
    assertEquals(0.004, nodes[100] - nodes[99], 4e-4);
    assertEquals(1, nodes[100], 0);
  }
}
