package org.unfurl.sim.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.external.ExternalProgram;
import org.unfurl.sim.external.ExternalSystem;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.Persistence;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.sim.system.Thresholds;

class ReferenceGeneratorTest {

  private static final String SYSTEM = "kuramoto-sivashinsky";
  private static final Seed SEED = new Seed(5);

  @Test
  void recordsTheFramesAfterTheWarmUpOfEachTrajectory() throws Exception {
    Trajectories data =
        ReferenceGenerator.generate(
            new ReferenceSpec(SYSTEM, 0.95, Split.INTERPOLATION, 3, 4, SEED));

    assertEquals(3, data.count());
    assertEquals(4, data.frames());
    assertEquals(48, data.stateSize());
    PhysicalSystem system = PhysicalSystems.named(SYSTEM);
    Stepper stepper = system.reference(0.95);
    double[] initial = system.initialStates(Split.INTERPOLATION, 0.95, 3, SEED);
    for (int trajectory = 0; trajectory < 3; trajectory++) {
      double[] state = Arrays.copyOfRange(initial, trajectory * 48, (trajectory + 1) * 48);
      for (int frame = 0; frame < 400 + 4; frame++) {
        if (frame >= 400) {
          int offset = data.offset(trajectory, frame - 400);
          assertArrayEquals(state, Arrays.copyOfRange(data.values(), offset, offset + 48));
        }
        double[] next = new double[48];
        stepper.step(state, next);
        state = next;
      }
    }
  }

  @Test
  void equalSpecsGiveEqualBits() throws Exception {
    ReferenceSpec spec = new ReferenceSpec(SYSTEM, 1.4, Split.EXTRAPOLATION, 2, 50, SEED);

    assertArrayEquals(
        ReferenceGenerator.generate(spec).values(), ReferenceGenerator.generate(spec).values());
  }

  /** The warm-up of the study's system is 200 frames of training data: 12 are recorded here. */
  @Test
  void resumedFromAnyFrameItEndsWithTheBitsOfARunThatWasNeverCut() throws Exception {
    ReferenceSpec spec = new ReferenceSpec(SYSTEM, 1, Split.TRAIN, 2, 12, SEED);
    List<ReferenceState> reached = new ArrayList<>();
    List<double[]> recorded = new ArrayList<>();
    Trajectories uncut =
        ReferenceGenerator.generate(
            spec,
            (now, data) -> {
              reached.add(new ReferenceState(now.frame(), now.state().clone()));
              recorded.add(data.values().clone());
            });
    assertEquals(200 + 12, reached.size());
    for (int cut = 0; cut < reached.size(); cut++) {
      Resuming observer = new Resuming(reached.get(cut), recorded.get(cut));
      assertArrayEquals(uncut.values(), ReferenceGenerator.generate(spec, observer).values());
      assertEquals(reached.size() - cut, observer.frames);
    }
  }

  @Test
  void refusesToResumeFromWhatIsNoFrame() {
    ReferenceSpec spec = new ReferenceSpec(SYSTEM, 1, Split.TRAIN, 2, 12, SEED);
    Resuming late = new Resuming(new ReferenceState(212, new double[96]), new double[0]);
    Resuming narrow = new Resuming(new ReferenceState(3, new double[48]), new double[0]);
    assertThrows(IllegalArgumentException.class, () -> ReferenceGenerator.generate(spec, late));
    assertEquals(
        "resumed frame (3, 48 values) must be at most 211 and hold 96 values; begin anew",
        assertThrows(
                IllegalArgumentException.class, () -> ReferenceGenerator.generate(spec, narrow))
            .getMessage());
  }

  /** Goes on from a frame and counts. */
  private static final class Resuming implements ReferenceObserver {

    private final ReferenceState from;
    private final double[] before;
    private int frames;

    Resuming(ReferenceState from, double[] before) {
      this.from = from;
      this.before = before;
    }

    @Override
    public Optional<ReferenceState> resume(Trajectories recorded) {
      System.arraycopy(before, 0, recorded.values(), 0, before.length);
      return Optional.of(from);
    }

    @Override
    public void reached(ReferenceState reached, Trajectories recorded) {
      frames++;
    }
  }

  @Test
  void moreTrajectoriesAndFramesBeginWithFewer() throws Exception {
    Trajectories few =
        ReferenceGenerator.generate(
            new ReferenceSpec(SYSTEM, 1.4, Split.EXTRAPOLATION, 2, 5, SEED));
    Trajectories many =
        ReferenceGenerator.generate(
            new ReferenceSpec(SYSTEM, 1.4, Split.EXTRAPOLATION, 3, 20, SEED));

    for (int trajectory = 0; trajectory < 2; trajectory++) {
      assertArrayEquals(frames(few, trajectory, 5), frames(many, trajectory, 5));
    }
  }

  private static double[] frames(Trajectories data, int trajectory, int count) {
    int start = data.offset(trajectory, 0);
    return Arrays.copyOfRange(data.values(), start, start + count * data.stateSize());
  }

  /** At s = 4 the points are so far apart that nearly every mode grows and none dissipates. */
  @Test
  void namesTheFirstStateThatIsNotFinite() {
    ReferenceSpec spec = new ReferenceSpec(SYSTEM, 4, Split.TRAIN, 6, 1000, SEED);

    ReferenceDivergedException divergence =
        assertThrows(ReferenceDivergedException.class, () -> ReferenceGenerator.generate(spec));
    assertTrue(divergence.frame() > 0, divergence.getMessage());
    assertEquals(
        "the reference of kuramoto-sivashinsky at parameter 4.0 diverged in frame "
            + divergence.frame()
            + " of trajectory "
            + divergence.trajectory(),
        divergence.getMessage());
  }

  /** A trajectory at rest, and one whose values leave what can be squared, among good ones. */
  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, Double.MIN_VALUE, 1e-170})
  void aTestTrajectoryAtRestIsNoReference(double value) throws Exception {
    Recorded atRest = new Recorded(1, 2, 3, 4, value, 0, value, 0);
    int[] steps = {0};
    ReferenceObserver counting = (reached, recorded) -> steps[0] = reached.frame();
    for (Split split : Split.tests()) {
      ReferenceSpec spec = new ReferenceSpec("recorded", 1, split, 2, 1000, SEED);
      ReferenceDivergedException refused =
          assertThrows(
              ReferenceDivergedException.class,
              () -> ReferenceGenerator.generate(atRest, spec, counting));
      assertEquals(
          "the reference of recorded at parameter 1.0 is zero in the first two recorded frames of"
              + " trajectory 1, so that no relative error exists; give the "
              + split.word()
              + " split initial states that move",
          refused.getMessage());
      assertEquals(0, steps[0]); // it is known after one step, not after a thousand
    }
    // A network may learn that rest stays rest.
    ReferenceSpec trained = new ReferenceSpec("recorded", 1, Split.TRAIN, 2, 3, SEED);
    ReferenceGenerator.generate(atRest, trained, ReferenceObserver.NONE);
  }

  @Test
  void aReferenceWhoseSquaresOverflowDiverged() {
    Recorded growing = new Recorded(1, 2, 3, 4, 1, 1, -1e160, 1);
    for (Split split : Split.values()) {
      ReferenceSpec spec = new ReferenceSpec("recorded", 1, split, 2, 10, SEED);
      assertEquals(
          "the reference of recorded at parameter 1.0 diverged in frame 0 of trajectory 1",
          assertThrows(
                  ReferenceDivergedException.class,
                  () -> ReferenceGenerator.generate(growing, spec, ReferenceObserver.NONE))
              .getMessage());
    }
  }

  /** States that stay as they are given. */
  private static final class Recorded extends ExternalSystem {

    private final double[] states;

    Recorded(double... states) {
      super(Odd.described("recorded"));
      this.states = states;
    }

    @Override
    public Stepper reference(double parameter) {
      return new Persistence(4);
    }

    @Override
    public double[] initialStates(Split split, double parameter, int count, Seed seed) {
      return states.clone();
    }
  }

  /** Read as states of another size they would be garbage that is finite. */
  @Test
  void refusesStatesThatAreNotOfTheSystemsShape() {
    ReferenceSpec spec = new ReferenceSpec("odd", 1, Split.TRAIN, 2, 3, SEED);
    assertEquals(
        "initial states (7 values) must have 2 x 4 values, by the shape of the system; mend the"
            + " system",
        refusal(new Odd(4, 7), spec));
    assertEquals(
        "state size of the reference (3 values) must have 1 x 4 values, by the shape of the"
            + " system; mend the system",
        refusal(new Odd(3, 8), spec));
  }

  private static String refusal(PhysicalSystem system, ReferenceSpec spec) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> ReferenceGenerator.generate(system, spec, ReferenceObserver.NONE))
        .getMessage();
  }

  /** States of four values, it says. */
  private static final class Odd extends ExternalSystem {

    private final int stateSize;
    private final int initialValues;

    Odd(int stateSize, int initialValues) {
      super(described("odd"));
      this.stateSize = stateSize;
      this.initialValues = initialValues;
    }

    private static Builder described(String name) {
      Builder builder =
          named(name, StateShape.periodicLine(1, 4))
              .reference(ExternalProgram.of("none"))
              .solver("none", ExternalProgram.of("none"))
              .thresholds(new Thresholds(0.5, 1, 1));
      double parameter = 1;
      for (Split split : Split.values()) {
        builder.parameters(split, parameter++).initialStates(split, Path.of("none"));
      }
      return builder;
    }

    @Override
    public Stepper reference(double parameter) {
      return new Persistence(stateSize);
    }

    @Override
    public double[] initialStates(Split split, double parameter, int count, Seed seed) {
      return new double[initialValues];
    }
  }

  @Test
  void refusesDataThatFitIntoNoArray() {
    ReferenceSpec spec = new ReferenceSpec(SYSTEM, 1, Split.INTERPOLATION, 1000, 1_000_000, SEED);

    assertEquals(
        "trajectories (1000) x frames (1000000) x state size (48) must stay below 2^31: ask for"
            + " fewer frames",
        assertThrows(IllegalArgumentException.class, () -> ReferenceGenerator.generate(spec))
            .getMessage());
  }
}
