package org.unfurl.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.metric.DataResidual;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.system.Split;

class EquationCheckTest {

  private static final OwnData OWN =
      new OwnData(
          new ReferenceSpec(
              "kuramoto-sivashinsky", 1.2, Split.TRAIN, 4, 100, new Seed(0), "checksum"),
          "/data/ks.npz",
          "runs",
          0.25,
          4);

  private static DataResidual residual(boolean farOff) {
    return new DataResidual(2, 76, 4.8e9, 0.0448, 1.55, farOff);
  }

  @Test
  void theWarningCountsTheFramesOfTheFile() {
    assertEquals(
        Optional.of(
            "warning: own data (/data/ks.npz:runs, kuramoto-sivashinsky train 1.2) do not follow"
                + " the equation of their system: from frame 304 to 308 of trajectory 2 the physics"
                + " residual is 4.8e+09, where the solver has 4.5e-02 and standing still 1.6e+00;"
                + " check frame-time, every, parameter, units and padding"),
        new EquationCheck(OWN, residual(true), "").warning());
  }

  @Test
  void nothingIsSaidOfDataThatFollowIt() {
    assertEquals(Optional.empty(), new EquationCheck(OWN, residual(false), "").warning());
  }

  @Test
  void aProgramThatCannotBeStartedLeavesANote() {
    assertEquals(
        Optional.of(
            "note: own data (/data/ks.npz:runs, kuramoto-sivashinsky train 1.2) are not compared"
                + " with the equation of their system: no such program"),
        new EquationCheck(OWN, null, "no such program").warning());
  }

  @Test
  void aPlanShowsTheResidualBesideTheSolvers() {
    Sweep bare = SweepFiles.valid(SweepFiles.MINIMAL);
    Sweep sweep =
        new Sweep(
            bare.name(),
            bare.seed(),
            bare.axes(),
            bare.evaluation(),
            List.of(OWN),
            bare.exclusions(),
            bare.baselines());
    String view =
        PlanView.of(Plan.of(sweep), 1, List.of(new EquationCheck(OWN, residual(true), "")));
    assertTrue(
        view.contains(
            "\n                residual 4.8e+09 (solver 4.5e-02, standing still 1.6e+00),\n"),
        view);
    assertTrue(view.lines().allMatch(line -> line.length() <= 90), view);
  }
}
