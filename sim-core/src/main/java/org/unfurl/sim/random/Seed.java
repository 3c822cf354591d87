package org.unfurl.sim.random;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Long.toString(value).getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      byte[] hash = digest.digest(purpose.getBytes(StandardCharsets.UTF_8));
      return new Seed(HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(hash, 0, 8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A generator that starts at this seed; its algorithm is fixed by the Java platform. */
  public SplittableRandom generator() {
    return new SplittableRandom(value);
  }
}
