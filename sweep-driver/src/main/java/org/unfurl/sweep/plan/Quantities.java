package org.unfurl.sweep.plan;

import java.util.Locale;

/** Numbers as people read them. */
public final class Quantities {

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Quantities() {}

  /** {@code 33,125}. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@code 33,125 parameters}, {@code 1 parameter}. */
  static String count(long value, String noun) {
    return count(value) + " " + noun + (value == 1 ? "" : "s");
  }

  /** {@code 0.4 s}, {@code 58 s}, {@code 17 min}, {@code 2 h 5 min}, {@code 3 d 4 h}. */
  public static String duration(double seconds) {
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 2 * MINUTE) {
      return whole + " s";
    }
    long minutes = Math.round(seconds / MINUTE);
    if (minutes < 60) {
      return minutes + " min";
    }
    if (whole < DAY) {
      return minutes / 60 + " h " + minutes % 60 + " min";
    }
    long hours = Math.round(seconds / HOUR);
    return hours / 24 + " d " + hours % 24 + " h";
  }

  /** {@code 512 B}, {@code 21.0 MB}; decimal prefixes. */
  public static String bytes(double bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    int unit = 0;
    double value = bytes;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }
}
