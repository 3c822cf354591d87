package org.unfurl.sweep.machine;

/** The heap of this JVM. */
final class Memory {

  /** Spark's own least, below which it does not start. */
  private static final long LEAST_BYTES = 471_859_200;

  private static final int MIB = 1 << 20;

  private Memory() {}

  /**
   * Compares with what Spark needs.
   *
   * @param limit the heap's, in bytes
   * @throws UnusableMachineException if it is too little
   */
  static void require(long limit) {
    if (limit < LEAST_BYTES) {
      throw new UnusableMachineException(
          "memory ("
              + limit / MIB
              + " MB of heap) must be at least "
              + LEAST_BYTES / MIB
              + " MB, without which Spark does not start; raise it, such as JAVA_OPTS=-Xmx2g");
    }
  }

  /** As the options say it, or as the JVM chose it. */
  static long limit() {
    return Runtime.getRuntime().maxMemory();
  }

  static String limitText() {
    return limit() / MIB + " MB";
  }
}
