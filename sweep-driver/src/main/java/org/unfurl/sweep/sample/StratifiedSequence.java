package org.unfurl.sweep.sample;

import org.unfurl.sim.random.Seed;

/**
 * Numbers from 0 to below 1 that spread evenly however many are taken: of the first 2^k, one lies
 * in each of the 2^k equal parts. Each number depends on its index and the seed alone, and
 * sequences of two seeds are independent of each other, so that any of them may be added or left
 * out.
 *
 * <p>It is the van der Corput sequence of base 2, its indices shuffled and its digits scrambled by
 * nested coins (Burley, Practical hash-based Owen scrambling, Journal of Computer Graphics
 * Techniques 9(4), 2020; the scrambling is of Owen 1995, doi 10.1007/978-1-4612-2552-2_19). Without
 * the shuffle two sequences would rise and fall together.
 */
final class StratifiedSequence {

  private static final int DIGITS = Integer.SIZE;

  /** Of a double's 53 digits, those that the index does not decide. */
  private static final int FURTHER_DIGITS = 53 - DIGITS;

  private static final int BITS_OF_A_DIGIT = 6;

  private final Seed shuffle;
  private final Seed scramble;

  StratifiedSequence(Seed seed) {
    shuffle = seed.derive("shuffle");
    scramble = seed.derive("scramble");
  }

  /**
   * One of its numbers.
   *
   * @param index at least 0
   */
  double at(int index) {
    long shuffled = shuffled(index);
    long digits = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      long before = shuffled & ((1L << digit) - 1);
      long bit = (shuffled >>> digit & 1) ^ coin(scramble, before, digit);
      digits = digits << 1 | bit;
    }
    long further = hash(scramble, shuffled, DIGITS) >>> (Long.SIZE - FURTHER_DIGITS);
    return (digits << FURTHER_DIGITS | further) * 0x1p-53;
  }

  /** A permutation that keeps together what any power of two keeps together. */
  private long shuffled(int index) {
    long shuffled = 0;
    for (int digit = DIGITS - 1; digit >= 0; digit--) {
      long above = (long) index >>> (digit + 1);
      long bit = ((long) index >>> digit & 1) ^ coin(shuffle, above, digit);
      shuffled = shuffled << 1 | bit;
    }
    return shuffled;
  }

  private static long coin(Seed seed, long node, int digit) {
    return hash(seed, node, digit) >>> (Long.SIZE - 1);
  }

  private static long hash(Seed seed, long node, int digit) {
    return new Seed(seed.value() + (node << BITS_OF_A_DIGIT | digit)).generator().nextLong();
  }
}
