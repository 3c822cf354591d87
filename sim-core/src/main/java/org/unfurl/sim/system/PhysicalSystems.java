package org.unfurl.sim.system;

import java.util.List;

/** The registry: every physical system that a sweep file can name. */
public final class PhysicalSystems {

  private PhysicalSystems() {}

  /** All systems, in the order in which documentation lists them. */
  public static List<PhysicalSystem> all() {
    throw new UnsupportedOperationException("skeleton");
  }

  /** The names of {@link #all()}. */
  public static List<String> names() {
    return all().stream().map(PhysicalSystem::name).toList();
  }

  /**
   * The system of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static PhysicalSystem named(String name) {
    throw new UnsupportedOperationException("skeleton");
  }
}
