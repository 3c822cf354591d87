package org.unfurl.sim.gas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.gas.ScalarRoeFlux.Dual;
import org.unfurl.sim.random.Seed;

/** The flux on vectors of faces against its plain twin, {@link ScalarRoeFlux}. */
class RoeFluxTest {

  /** No multiple of a vector's length. */
  private static final int FACES = 1023;

  private static final int FIELDS = 4;
  private static final double HEAT_RATIO = 1.4;

  /** Of what is summed: a few hundred roundings of either way to compute it. */
  private static final double ROUNDING = 1e-12;

  private final RoeFlux vectors = new RoeFlux(HEAT_RATIO, FACES);
  private final ScalarRoeFlux twin = new ScalarRoeFlux(HEAT_RATIO);
  private final double[][] left = faces();
  private final double[][] right = faces();
  private final double[][] fluxBar = faces();

  @BeforeEach
  void drawStates() {
    SplittableRandom random = new Seed(5).generator();
    for (int face = 0; face < FACES; face++) {
      for (double[][] side : new double[][][] {left, right}) {
        side[0][face] = random.nextDouble(0.1, 3);
        side[1][face] = random.nextDouble(-3, 3);
        side[2][face] = random.nextDouble(-3, 3);
        side[3][face] = random.nextDouble(0.1, 3);
      }
      for (double[] field : fluxBar) {
        field[face] = random.nextDouble(-1, 1);
      }
      if (face % 3 == 0) { // as in flows that are smooth, where what is subtracted nearly cancels
        for (int field = 0; field < FIELDS; field++) {
          right[field][face] = left[field][face] + 1e-6 * random.nextDouble(-1, 1);
        }
      }
    }
  }

  @Test
  void fluxAndAdjointAreThoseOfThePlainTwin() {
    double[][] flux = faces();
    vectors.apply(left, right, flux, 0, FACES);
    double[][] leftBar = faces();
    double[][] rightBar = faces();
    vectors.vjp(left, right, fluxBar, leftBar, rightBar, 0, FACES);
    for (int face = 0; face < FACES; face++) {
      for (int input = 0; input < 2 * FIELDS; input++) {
        Dual[] expected =
            twin.between(state(left, face, input), state(right, face, input - FIELDS));
        double slope = 0;
        double size = 0;
        for (int field = 0; field < FIELDS; field++) {
          assertNear(expected[field].value(), flux[field][face], largest(expected), face);
          slope += fluxBar[field][face] * expected[field].slope();
          size += Math.abs(expected[field].slope());
        }
        double[][] bar = input < FIELDS ? leftBar : rightBar;
        assertNear(slope, bar[input % FIELDS][face], size, face);
      }
    }
  }

  @Test
  void numbersDoNotDependOnWhichFacesShareAVector() {
    double[][] together = faces();
    vectors.apply(left, right, together, 0, FACES);
    double[][] leftBar = faces();
    double[][] rightBar = faces();
    vectors.vjp(left, right, fluxBar, leftBar, rightBar, 0, FACES);
    double[][] alone = faces();
    double[][] leftBarAlone = faces();
    double[][] rightBarAlone = faces();
    for (int face = 0; face < FACES; face++) {
      vectors.apply(left, right, alone, face, face + 1);
      vectors.vjp(left, right, fluxBar, leftBarAlone, rightBarAlone, face, face + 1);
    }
    for (int field = 0; field < FIELDS; field++) {
      assertArrayEquals(ofFaces(together[field]), ofFaces(alone[field]));
      assertArrayEquals(ofFaces(leftBar[field]), ofFaces(leftBarAlone[field]));
      assertArrayEquals(ofFaces(rightBar[field]), ofFaces(rightBarAlone[field]));
    }
  }

  @Test
  void aNegativeDensityBecomesNaNOnItsFaceAlone() {
    double[][] before = faces();
    vectors.apply(left, right, before, 0, FACES);
    left[0][100] = -0.1;
    double[][] after = faces();
    vectors.apply(left, right, after, 0, FACES);
    for (int field = 0; field < FIELDS; field++) {
      assertTrue(Double.isNaN(after[field][100]));
      for (int face = 0; face < FACES; face++) {
        assertTrue(face == 100 || before[field][face] == after[field][face]);
      }
    }
  }

  private static double[][] faces() {
    return new double[FIELDS][RoeFlux.paddedLength(FACES)];
  }

  private static double[] ofFaces(double[] padded) {
    return Arrays.copyOf(padded, FACES);
  }

  /** With the derivative along one of its numbers; along none if there is none of this index. */
  private static Dual[] state(double[][] side, int face, int along) {
    Dual[] state = new Dual[FIELDS];
    for (int field = 0; field < FIELDS; field++) {
      state[field] = new Dual(side[field][face], field == along ? 1 : 0);
    }
    return state;
  }

  private static double largest(Dual[] flux) {
    double largest = 0;
    for (Dual component : flux) {
      largest = Math.max(largest, Math.abs(component.value()));
    }
    return largest;
  }

  private static void assertNear(double expected, double actual, double size, int face) {
    assertEquals(expected, actual, ROUNDING * (1 + size), "face " + face);
  }
}
