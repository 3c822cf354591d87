package org.unfurl.sim.system;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The registry: every physical system that a sweep file can name. Besides the built-in ones these
 * are the systems that {@link ServiceLoader} finds on the class path: a jar with an implementation
 * of {@link PhysicalSystem} (public, with a public constructor without arguments) whose class is
 * named in its {@code META-INF/services/org.unfurl.sim.system.PhysicalSystem}.
 */
public final class PhysicalSystems {

  private static final List<PhysicalSystem> BUILT_IN =
      Stream.concat(
              Stream.of(
                  new KuramotoSivashinskySystem(),
                  KolmogorovSystem.study(),
                  KolmogorovSystem.quick(),
                  WakeSystem.full(),
                  WakeSystem.quick(),
                  AerofoilSystem.full(),
                  AerofoilSystem.quick()),
              SpectralSystems.all().stream())
          .toList();

  private PhysicalSystems() {}

  /** Looked for once, when first asked for. */
  private static final class Found {

    private static final Registry REGISTRY = Registry.load(Thread.currentThread());
  }

  /**
   * What was found, or why that cannot be used.
   *
   * @param problem empty if there is none
   */
  private record Registry(List<PhysicalSystem> systems, String problem) {

    static Registry load(Thread thread) {
      ClassLoader loader = thread.getContextClassLoader();
      try {
        return new Registry(
            withFound(loader == null ? PhysicalSystems.class.getClassLoader() : loader), "");
      } catch (UnusableSystemException e) {
        return new Registry(List.of(), e.getMessage());
      }
    }
  }

  /**
   * All systems: the built-in ones in the order in which documentation lists them, then those
   * found.
   *
   * @throws UnusableSystemException if one that was found cannot be loaded or has the name of
   *     another
   */
  public static List<PhysicalSystem> all() {
    Registry registry = Found.REGISTRY;
    if (!registry.problem().isEmpty()) {
      throw new UnusableSystemException(registry.problem());
    }
    return registry.systems();
  }

  /** The systems that this software brings along. */
  public static List<PhysicalSystem> builtIn() {
    return BUILT_IN;
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
    return all().stream()
        .filter(system -> system.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("system (" + name + ") must be one of " + names()));
  }

  /** The built-in systems and those that a class loader finds. */
  static List<PhysicalSystem> withFound(ClassLoader loader) {
    List<PhysicalSystem> all = new ArrayList<>(BUILT_IN);
    try {
      for (PhysicalSystem found : ServiceLoader.load(PhysicalSystem.class, loader)) {
        SystemDescription.require(found);
        for (PhysicalSystem known : all) {
          requireOtherName(found, known);
        }
        all.add(found);
      }
    } catch (ServiceConfigurationError e) {
      throw new UnusableSystemException(
          "a system on the class path cannot be loaded: "
              + e.getMessage()
              + (e.getCause() == null ? "" : " (" + e.getCause() + ")")
              + "; mend it or take its jar away",
          e);
    }
    return List.copyOf(all);
  }

  private static void requireOtherName(PhysicalSystem found, PhysicalSystem known) {
    if (found.name().equals(known.name())) {
      throw new UnusableSystemException(
          "system ("
              + found.name()
              + ") of "
              + found.getClass().getName()
              + " must have another name than that of "
              + known.getClass().getName()
              + "; rename it or take its jar away");
    }
  }
}
