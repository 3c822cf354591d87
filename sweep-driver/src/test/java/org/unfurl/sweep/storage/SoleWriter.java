package org.unfurl.sweep.storage;

/** A writer that nobody competes with. */
public record SoleWriter(long number) implements Writer {
  @Override
  public void requireAlone() {}
}
