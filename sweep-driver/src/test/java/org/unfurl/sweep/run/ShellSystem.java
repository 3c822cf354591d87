package org.unfurl.sweep.run;

import java.time.Duration;
import org.unfurl.sim.external.ExternalProgram;
import org.unfurl.sim.external.ExternalSystem;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.system.Split;
import org.unfurl.sim.system.Thresholds;

/**
 * States that never change, computed by shell scripts; two of its solvers fail, each in its way.
 * The tests' service file names it, as a user's jar would name a system.
 */
public final class ShellSystem extends ExternalSystem {

  private static final int POINTS = 8;
  private static final String READY = "read -r greeting; echo ready 8 no-vjp; ";
  private static final ExternalProgram IDENTITY =
      sh(
          READY
              + "while read -r verb batch && [ $verb != quit ]; do"
              + " echo ok $((8 * batch)); head -c $((64 * batch)); done");

  /** For the service loader. */
  public ShellSystem() {
    super(described());
  }

  private static Builder described() {
    Builder builder =
        named("shell-of-tests", StateShape.periodicLine(1, POINTS))
            .parameters(Split.TRAIN, 1.0, 2.0)
            .parameters(Split.INTERPOLATION, 1.5)
            .parameters(Split.EXTRAPOLATION, 3.0)
            .reference(IDENTITY)
            .solver("still", IDENTITY)
            .solver("crashing", sh(READY + "read -r request; echo out of luck >&2; exit 3"))
            .solver("hanging", sh(READY + "sleep 60; echo never").within(Duration.ofSeconds(3)))
            .thresholds(new Thresholds(0.5, 2, 10));
    for (Split split : Split.values()) {
      builder.initialStates(split, java.nio.file.Path.of("drawn, not read"));
    }
    return builder;
  }

  private static ExternalProgram sh(String script) {
    return ExternalProgram.of("sh", "-c", script);
  }

  @Override
  public int availableTrajectories(Split split) {
    return Integer.MAX_VALUE;
  }

  @Override
  public double[] initialStates(Split split, double parameter, int count, Seed seed) {
    return seed.generator().doubles((long) count * POINTS).toArray();
  }
}
