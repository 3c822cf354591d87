package org.unfurl.train.setting;

import java.util.Optional;
import java.util.function.Predicate;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;

/** The physical system of a trial. Declarations of other settings may ask for its grid. */
public final class TrialSystem {

  /** By name. */
  public static final Setting<String> SETTING =
      Setting.word("system", PhysicalSystems::names)
          .example(PhysicalSystems.builtIn().get(0).name())
          .meaning("the physical system");

  private TrialSystem() {}

  /** That of a point; empty where it is absent. */
  public static Optional<PhysicalSystem> of(Values point) {
    return point.find(SETTING).map(PhysicalSystems::named);
  }

  /** For {@link Setting#matters}: whether a point's grid is one of these, or not known. */
  public static Predicate<Values> hasGrid(Predicate<StateShape> grids) {
    return point -> of(point).map(PhysicalSystem::shape).filter(grids.negate()).isEmpty();
  }
}
