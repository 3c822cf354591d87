package org.unfurl.sweep.sample;

import java.util.List;

/** What the values of a setting are drawn from. */
public sealed interface Range {

  /** The word by which a sweep file names this kind of range. */
  String word();

  /** What it is drawn from as a sweep file lists it: two ends, or every choice; plain forms. */
  List<Object> listed();

  /**
   * The plain form of the value at a place: evenly spread places give values of the range's
   * distribution.
   *
   * @param place from 0 to below 1
   */
  Object at(double place);

  /** Numbers, each as likely as any other. */
  record Uniform(double low, double high) implements Range {

    /** Checks the ends. */
    public Uniform {
      requireOrder(low, high);
    }

    @Override
    public String word() {
      return "uniform";
    }

    @Override
    public List<Object> listed() {
      return List.of(low, high);
    }

    @Override
    public Object at(double place) {
      return Rounding.of(low + place * (high - low), low, high);
    }
  }

  /** Numbers above 0 whose logarithms are each as likely as any other. */
  record LogUniform(double low, double high) implements Range {

    /** Checks the ends. */
    public LogUniform {
      requireOrder(low, high);
      requirePositive(low);
    }

    @Override
    public String word() {
      return "log-uniform";
    }

    @Override
    public List<Object> listed() {
      return List.of(low, high);
    }

    @Override
    public Object at(double place) {
      return Rounding.of(low * StrictMath.pow(high / low, place), low, high);
    }
  }

  /** Whole numbers, both ends included, each as likely as any other. */
  record Integers(long low, long high) implements Range {

    /** Checks the ends. */
    public Integers {
      requireOrder(low, high);
    }

    @Override
    public String word() {
      return "integers";
    }

    @Override
    public List<Object> listed() {
      return List.of(low, high);
    }

    @Override
    public Object at(double place) {
      return Math.min(high, (long) Math.floor(low + place * ((double) high - low + 1)));
    }
  }

  /** Whole numbers above 0, both ends included; each as likely as the logarithm of its length. */
  record LogIntegers(long low, long high) implements Range {

    /** Checks the ends. */
    public LogIntegers {
      requireOrder(low, high);
      requirePositive((double) low);
    }

    @Override
    public String word() {
      return "log-integers";
    }

    @Override
    public List<Object> listed() {
      return List.of(low, high);
    }

    @Override
    public Object at(double place) {
      double real = low * StrictMath.pow((high + 1.0) / low, place);
      return Math.max(low, Math.min(high, (long) Math.floor(real)));
    }
  }

  /** Any of several values, each as likely as any other. */
  record Choices(List<Object> listed) implements Range {

    /** Checks and copies. */
    public Choices {
      listed = List.copyOf(listed);
      if (listed.isEmpty()) {
        throw new IllegalArgumentException("choices (empty) must hold at least one value");
      }
    }

    @Override
    public String word() {
      return "choices";
    }

    @Override
    public Object at(double place) {
      return listed.get((int) (place * listed.size()));
    }
  }

  private static <N extends Comparable<N>> void requireOrder(N low, N high) {
    if (low.compareTo(high) > 0) {
      throw new IllegalArgumentException(
          "range (" + low + " to " + high + ") must begin at its smaller end, exchange them");
    }
  }

  private static void requirePositive(double low) {
    if (!(low > 0)) {
      throw new IllegalArgumentException("range (from " + low + ") must begin above 0");
    }
  }
}
