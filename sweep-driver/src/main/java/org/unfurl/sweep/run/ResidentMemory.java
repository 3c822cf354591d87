package org.unfurl.sweep.run;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resident memory of this process, native memory included, as the operating system counts it. */
final class ResidentMemory {

  private static final String STATUS = "/proc/self/status";
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");

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
    try (InputStream in = new FileInputStream(STATUS)) {
      Matcher resident = RESIDENT.matcher(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
      return resident.find() ? Long.parseLong(resident.group(1)) * 1024 : -1;
    } catch (IOException e) {
      return -1; // macOS, Windows: the column says so rather than guess
    }
  }
}
