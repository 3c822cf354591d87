package org.unfurl.sim.stepper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.equation.KdvBurgers;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.TangentLinearModel.Dual;

/** What depends on the number of points and of states; everything else is tested at 48 points. */
class ExponentialStepperTest {

  /** More than the compiler needs to take a step apart. */
  private static final int MOST_CALLS = 200_000;

  private static final Equation EQUATION = new KdvBurgers(0.3, 0.7);

  private static final double TIME_STEP = 0.2;

  static Stream<Arguments> sizes() {
    // The smallest, halves that are odd, prime, a power of two of either parity, and mixed.
    return Stream.of(4, 6, 8, 26, 50, 60, 126, 128)
        .flatMap(
            points ->
                Arrays.stream(EtdScheme.values()).map(scheme -> Arguments.of(scheme, points)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void everySizeAgreesWithTheDenseModel(EtdScheme scheme, int points) {
    PeriodicGrid grid = new PeriodicGrid(points, points);
    double[] state = random("state", points);
    double[] direction = random("direction", points);
    double[] cotangent = random("cotangent", points);
    double[] next = new double[points];
    double[] adjoint = new double[points];
    DifferentiableStepper stepper = scheme.stepper(EQUATION, grid, TIME_STEP);
    stepper.step(state, next);
    stepper.vjp(state, cotangent, adjoint);

    Dual expected =
        new TangentLinearModel(scheme, EQUATION, grid, TIME_STEP).step(new Dual(state, direction));
    assertArrayEquals(expected.value(), next, 1e-12);
    assertEquals(1, dot(direction, adjoint) / dot(expected.tangent(), cotangent), 1e-11);
  }

  /** Batches that fill blocks, that do not, and that one stepper sees one after the other. */
  @ParameterizedTest
  @EnumSource(EtdScheme.class)
  void statesDoNotKnowTheirBatch(EtdScheme scheme) {
    for (int points : new int[] {48, 128}) {
      PeriodicGrid grid = new PeriodicGrid(points, points);
      DifferentiableStepper stepper = scheme.stepper(EQUATION, grid, TIME_STEP);
      double[] states = random("state", 37 * points);
      double[] cotangents = random("cotangent", 37 * points);
      double[] single = new double[points];
      double[] singleAdjoint = new double[points];
      for (int batch : new int[] {37, 16, 3, 17, 1}) {
        double[] batchStates = Arrays.copyOf(states, batch * points);
        double[] next = new double[batch * points];
        double[] adjoints = new double[batch * points];
        stepper.step(batchStates, next);
        stepper.vjp(batchStates, Arrays.copyOf(cotangents, batch * points), adjoints);
        for (int b = 0; b < batch; b++) {
          int from = b * points;
          int to = from + points;
          DifferentiableStepper fresh = scheme.stepper(EQUATION, grid, TIME_STEP);
          fresh.step(Arrays.copyOfRange(states, from, to), single);
          fresh.vjp(
              Arrays.copyOfRange(states, from, to),
              Arrays.copyOfRange(cotangents, from, to),
              singleAdjoint);
          assertArrayEquals(single, Arrays.copyOfRange(next, from, to));
          assertArrayEquals(singleAdjoint, Arrays.copyOfRange(adjoints, from, to));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(EtdScheme.class)
  void divergedStateLeavesItsNeighboursAlone(EtdScheme scheme) {
    int points = 48;
    DifferentiableStepper stepper =
        scheme.stepper(EQUATION, new PeriodicGrid(points, points), TIME_STEP);
    double[] states = random("state", 5 * points);
    double[] healthy = new double[states.length];
    stepper.step(states, healthy);
    states[2 * points + 7] = Double.POSITIVE_INFINITY;
    double[] next = new double[states.length];
    stepper.step(states, next);

    for (int i = 0; i < next.length; i++) {
      if (i / points == 2) {
        assertEquals(false, Double.isFinite(next[i]), "index " + i);
      } else {
        assertEquals(healthy[i], next[i], "index " + i);
      }
    }
    // Nor does it stay behind for those that come after it.
    double[] after = new double[2 * points];
    stepper.step(Arrays.copyOf(states, 2 * points), after);
    assertArrayEquals(Arrays.copyOf(healthy, 2 * points), after);
  }

  /**
   * Once compiled, a call allocates nothing. (Before that, vectors are objects, so the test waits
   * for the first calls that do without.)
   */
  @ParameterizedTest
  @EnumSource(EtdScheme.class)
  void allocatesNothing(EtdScheme scheme) {
    int points = 48;
    DifferentiableStepper stepper =
        scheme.stepper(EQUATION, new PeriodicGrid(points, points), TIME_STEP);
    double[] states = random("state", 9 * points);
    double[] cotangents = random("cotangent", 9 * points);
    double[] result = new double[states.length];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = Long.MAX_VALUE;
    for (int call = 0; call < MOST_CALLS && allocated > 0; call++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      stepper.step(states, result);
      stepper.vjp(states, cotangents, result);
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }

    assertEquals(0, allocated, "bytes in each of " + MOST_CALLS + " calls");
  }

  private static double[] random(String purpose, int length) {
    return new Seed(11).derive(purpose).generator().doubles(length, -1.5, 1.5).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
