package org.unfurl.sim.system;

import java.util.function.Supplier;

/**
 * Something immutable that costs time or memory: made when first asked for, then kept. Every sweep
 * makes all systems and names a few, and should not wait for the grids of the others.
 */
final class OnDemand<T> {

  private final Supplier<T> maker;
  private T made;

  OnDemand(Supplier<T> maker) {
    this.maker = maker;
  }

  synchronized T get() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }
}
