package org.unfurl.train.memory;

/**
 * Counts the bytes of the arrays that one trial holds, and the most that it ever held. Whoever
 * makes an array says so here, and says so again when it lets go; the count is of what is in use
 * and not of what a garbage collector has not yet collected. Used by one thread at a time.
 */
public final class MemoryLedger {

  private long held;
  private long peak;

  /**
   * Counts arrays in.
   *
   * @param bytes not negative
   */
  public void hold(long bytes) {
    held += bytes;
    peak = Math.max(peak, held);
  }

  /**
   * Counts arrays in that are counted out when the hold is closed.
   *
   * @param bytes not negative
   */
  public Hold holding(long bytes) {
    hold(bytes);
    return new Hold(bytes);
  }

  /**
   * Counts arrays out.
   *
   * @param bytes not negative, held until now
   */
  public void release(long bytes) {
    if (bytes > held) {
      throw new IllegalArgumentException(
          "bytes (" + bytes + ") must be held (" + held + "), release what was held before");
    }
    held -= bytes;
  }

  /** Arrays that are in use until it is closed. */
  public final class Hold implements AutoCloseable {

    private long bytes;

    private Hold(long bytes) {
      this.bytes = bytes;
    }

    @Override
    public void close() {
      release(bytes);
      bytes = 0;
    }
  }

  /** Bytes held now. */
  public long held() {
    return held;
  }

  /** The most bytes that were ever held at once. */
  public long peak() {
    return peak;
  }

  /** Bytes of the values of arrays. */
  public static long bytes(double[]... arrays) {
    long values = 0;
    for (double[] array : arrays) {
      values += array.length;
    }
    return Double.BYTES * values;
  }

  /** Bytes of the values of arrays. */
  public static long bytes(float[]... arrays) {
    long values = 0;
    for (float[] array : arrays) {
      values += array.length;
    }
    return Float.BYTES * values;
  }
}
