package org.unfurl.sim.system;

import java.util.List;

/** The registry: every physical system that a sweep file can name. */
public final class PhysicalSystems {

  private static final List<PhysicalSystem> ALL =
      List.of(new KuramotoSivashinskySystem(), WakeSystem.full(), WakeSystem.quick());

  private PhysicalSystems() {}

  /** All systems, in the order in which documentation lists them. */
  public static List<PhysicalSystem> all() {
    return ALL;
  }

  /** The names of {@link #all()}. */
  public static List<String> names() {
    return ALL.stream().map(PhysicalSystem::name).toList();
  }

  /**
   * The system of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static PhysicalSystem named(String name) {
    return ALL.stream()
        .filter(system -> system.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("system (" + name + ") must be one of " + names()));
  }
}
