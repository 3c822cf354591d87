package org.unfurl.sweep.run;

import java.nio.file.Path;
import org.unfurl.sim.external.ExternalProgram;
import org.unfurl.sim.external.ExternalSystem;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.system.Split;
import org.unfurl.sim.system.Thresholds;

/**
 * A shell script's system that is at rest wherever it is tested, and moves where it is trained on.
 * The tests' service file names it.
 */
public final class RestingSystem extends ExternalSystem {

  private static final ExternalProgram IDENTITY =
      ExternalProgram.of(
          "sh",
          "-c",
          "read -r greeting; echo ready 8 no-vjp;"
              + " while read -r verb batch && [ $verb != quit ]; do"
              + " echo ok $((8 * batch)); head -c $((64 * batch)); done");

  /** For the service loader. */
  public RestingSystem() {
    super(described());
  }

  private static Builder described() {
    Builder builder =
        named("resting-of-tests", StateShape.periodicLine(1, 8))
            .parameters(Split.TRAIN, 1.0, 2.0)
            .parameters(Split.INTERPOLATION, 1.5)
            .parameters(Split.EXTRAPOLATION, 3.0)
            .reference(IDENTITY)
            .solver("still", IDENTITY)
            .thresholds(new Thresholds(0.5, 2, 10));
    for (Split split : Split.values()) {
      builder.initialStates(split, Path.of("drawn, not read"));
    }
    return builder;
  }

  @Override
  public int availableTrajectories(Split split) {
    return Integer.MAX_VALUE;
  }

  @Override
  public double[] initialStates(Split split, double parameter, int count, Seed seed) {
    double[] states = new double[count * 8];
    if (split == Split.TRAIN) {
      java.util.Arrays.fill(states, 1);
    }
    return states;
  }
}
