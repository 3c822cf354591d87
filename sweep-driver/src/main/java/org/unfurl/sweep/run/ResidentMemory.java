package org.unfurl.sweep.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of this process, native memory included, as the operating system counts it. */
final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");

  private long peakBytes = -1;

  /** Looks once; keeps the highest value seen. */
  void sample() {
    peakBytes = Math.max(peakBytes, residentBytes());
  }

  /** The highest value seen, -1 on a platform that has no /proc. */
  long peakBytes() {
    return peakBytes;
  }

  private static long residentBytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
    } catch (IOException e) {
      return -1; // macOS, Windows: the column says so rather than guess
    }
    return -1;
  }
}
