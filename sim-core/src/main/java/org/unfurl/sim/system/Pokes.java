package org.unfurl.sim.system;

import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;

/**
 * Random pokes to the side, which break the symmetry of a flow around a body and make it shed:
 *
 * <pre>   v(x, y) = a exp(−((x − c)² + (y − d)²) / (2 w²))   </pre>
 *
 * <p>with |a| uniform in (0.1, 0.3) of the free stream's speed, either sign alike, c and d uniform
 * between their bounds.
 *
 * @param leastX of c; lengths in the flow's unit
 * @param mostX of c
 * @param leastY of d
 * @param mostY of d
 * @param width w
 */
record Pokes(double leastX, double mostX, double leastY, double mostY, double width) {

  /** The next one, v(x, y). */
  DoubleBinaryOperator draw(SplittableRandom random) {
    double strength = random.nextDouble(0.1, 0.3);
    double amplitude = random.nextBoolean() ? strength : -strength;
    double centreX = random.nextDouble(leastX, mostX);
    double centreY = random.nextDouble(leastY, mostY);
    return (atX, atY) -> {
      double x = atX - centreX;
      double y = atY - centreY;
      return amplitude * Math.exp(-(x * x + y * y) / (2 * width * width));
    };
  }
}
