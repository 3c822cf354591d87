package org.unfurl.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Collects durations: none while the code warms up, then for a fixed time, at least three. {@code
 * peers/sampling.py} is the same for the peers.
 */
final class Sampling {

  private static final int FEWEST = 3;
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final double warmUpSeconds;
  private final double seconds;
  private final List<Double> samples = new ArrayList<>();
  private final long createdNanos = System.nanoTime();
  private long firstNanos;
  private long lastNanos;
  private long firstCpuNanos;

  /** Starts warming up. */
  Sampling(double warmUpSeconds, double seconds) {
    this.warmUpSeconds = warmUpSeconds;
    this.seconds = seconds;
    lastNanos = createdNanos;
  }

  /** Ends the piece of work that began with the last call. */
  void lap() {
    long now = System.nanoTime();
    if (firstNanos != 0) {
      samples.add((now - lastNanos) * 1e-9);
    } else if ((now - createdNanos) * 1e-9 >= warmUpSeconds) {
      firstNanos = now;
      firstCpuNanos = PROCESS.getProcessCpuTime();
    }
    lastNanos = now;
  }

  /** Whether there is enough. */
  boolean finished() {
    return samples.size() >= FEWEST && (lastNanos - firstNanos) * 1e-9 >= seconds;
  }

  /**
   * One line: the median, and how many cores were busy meanwhile (compiler and garbage collector
   * included).
   *
   * @param factor from seconds of a lap to the unit
   */
  String json(String name, double factor, String unit) {
    double cores =
        (PROCESS.getProcessCpuTime() - firstCpuNanos) / (double) (System.nanoTime() - firstNanos);
    Collections.sort(samples);
    double median = samples.get(samples.size() / 2) * factor;
    return String.format(
        Locale.ROOT,
        "{\"name\": \"%s\", \"median\": %.6g, \"unit\": \"%s\", \"samples\": %d, \"cores\": %.2f}",
        name,
        median,
        unit,
        samples.size(),
        cores);
  }
}
