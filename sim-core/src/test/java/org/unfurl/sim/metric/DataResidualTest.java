package org.unfurl.sim.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.Excerpt;
import org.unfurl.sim.reference.FramePairs;
import org.unfurl.sim.reference.ReferenceDivergedException;
import org.unfurl.sim.reference.ReferenceGenerator;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;

class DataResidualTest {

  private static final String KURAMOTO_SIVASHINSKY = "kuramoto-sivashinsky";

  private static Trajectories generated(String system, int frames)
      throws ReferenceDivergedException {
    double parameter = PhysicalSystems.named(system).parameters(Split.TRAIN).get(0);
    return ReferenceGenerator.generate(
        new ReferenceSpec(system, parameter, Split.TRAIN, 1, frames, new Seed(0)));
  }

  /** Of every so many-th frame, as a reader of the file would compare them. */
  private static DataResidual residual(String name, Trajectories data, int every) {
    PhysicalSystem system = PhysicalSystems.named(name);
    int frames = (data.frames() - 1) / every + 1;
    FramePairs pairs = DataResidual.sample(system, new Excerpt(data.count(), every, frames));
    for (int trajectory = 0; trajectory < data.count(); trajectory++) {
      for (int frame = 0; frame < frames; frame++) {
        pairs.frame(trajectory, frame, data.values(), data.offset(trajectory, frame * every));
      }
    }
    return DataResidual.of(system, system.parameters(Split.TRAIN).get(0), pairs);
  }

  /** The reference lives on the solver's grid in the first three, on a finer one in the others. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        KURAMOTO_SIVASHINSKY,
        "advection-diffusion",
        "gray-scott",
        "kolmogorov-quick",
        "wake-quick"
      })
  void whatWeGenerateFollowsTheEquationAlsoInSinglePrecision(String system)
      throws ReferenceDivergedException {
    Trajectories data = generated(system, 12);
    assertFalse(residual(system, data, 1).farOff());
    for (int i = 0; i < data.values().length; i++) {
      data.values()[i] = (float) data.values()[i];
    }
    DataResidual single = residual(system, data, 1);
    assertFalse(single.farOff(), single.toString());
  }

  @Test
  void ourOwnDataHaveNoResidualAndTheSolverHas() throws ReferenceDivergedException {
    DataResidual found = residual(KURAMOTO_SIVASHINSKY, generated(KURAMOTO_SIVASHINSKY, 12), 1);
    assertEquals(0, found.data());
    assertTrue(found.solver() > 0 && found.solver() < found.persistence(), found.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {KURAMOTO_SIVASHINSKY, "advection-diffusion", "burgers", "allen-cahn"})
  void twiceTheTimeStepIsFarOff(String system) throws ReferenceDivergedException {
    DataResidual found = residual(system, generated(system, 25), 2);
    assertTrue(found.farOff(), found.toString());
    // Below what ends a rollout's stable frames, so that nothing else would have told.
    assertTrue(found.data() < PhysicalSystems.named(system).thresholds().residual());
  }

  /** A constant is a solution of this system, so that only the step into the padding tells. */
  @Test
  void paddingIsFarOffAndFoundWhereItBegins() throws ReferenceDivergedException {
    DataResidual found = padded(KURAMOTO_SIVASHINSKY);
    assertTrue(found.farOff(), found.toString());
    assertEquals(32, found.frame());
    assertTrue(padded("kolmogorov-quick").farOff());
  }

  private static DataResidual padded(String system) throws ReferenceDivergedException {
    Trajectories data = generated(system, 40);
    for (int i = data.offset(0, 33); i < data.values().length; i++) {
      data.values()[i] = -9999;
    }
    return residual(system, data, 1);
  }

  @Test
  void whatIsNotANumberIsInfinitelyFarOff() throws ReferenceDivergedException {
    Trajectories data = generated(KURAMOTO_SIVASHINSKY, 4);
    data.values()[data.offset(0, 1)] = 1e139; // the step after it overflows
    DataResidual found = residual(KURAMOTO_SIVASHINSKY, data, 1);
    assertTrue(found.farOff(), found.toString());
    assertTrue(found.data() > 1e270, found.toString());
  }

  /** How many is decided by what the system says of its steps, not by a clock. */
  @Test
  void aSystemOfLongStepsIsComparedInFewerPairs() {
    assertEquals(9, sampled("kuramoto-sivashinsky"));
    assertEquals(5, sampled("aerofoil"));
  }

  private static int sampled(String name) {
    PhysicalSystem system = PhysicalSystems.named(name);
    FramePairs pairs = DataResidual.sample(system, new Excerpt(3, 1, 100));
    double[] state = new double[system.shape().size()];
    for (int trajectory = 0; trajectory < 3; trajectory++) {
      for (int frame = 0; frame < 100; frame++) {
        state[0] = frame == 1 ? 1 : 0;
        pairs.frame(trajectory, frame, state, 0);
      }
    }
    return pairs.pairs().size();
  }

  @Test
  void oneFrameIsNoPair() throws ReferenceDivergedException {
    Trajectories data = generated(KURAMOTO_SIVASHINSKY, 1);
    assertThrows(IllegalArgumentException.class, () -> residual(KURAMOTO_SIVASHINSKY, data, 1));
  }
}
