package org.unfurl.sim.random;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * A source of randomness that is passed, never ambient. Whoever needs random numbers derives a seed
 * of its own by naming its purpose, so that what it draws depends neither on the order in which
 * others draw nor on the thread that runs it.
 *
 * @param value the 64 bits
 */
public record Seed(long value) implements Serializable {

  /**
   * Returns the seed for one purpose: the first 64 bits of SHA-256 over this seed and the purpose.
   *
   * @param purpose what the numbers are for, such as {@code "initial-weights"}
   */
  public Seed derive(String purpose) {
    byte[] hash = Sha256.of(value + "\0" + purpose);
    return new Seed(ByteBuffer.wrap(hash).getLong());
  }

  /** A generator that starts at this seed; its algorithm is fixed by the Java platform. */
  public SplittableRandom generator() {
    return new SplittableRandom(value);
  }
}
