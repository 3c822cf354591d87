package org.unfurl.sim.spectral;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The lanes of the processor's vectors, and how fields get into them: a <b>block</b> holds as many
 * fields as a vector has lanes, value j of the field in lane b at index j · count + b. One value of
 * all its fields is a <b>row</b>, which is one vector.
 *
 * <p>All arithmetic on blocks is between rows. So no field influences another one of its block, in
 * no bit, and no field's numbers depend on how many lanes there are: multiplications that are
 * followed by an addition are fused explicitly, and rounded once on every processor.
 */
public final class Lanes {

  /** Vectors of the processor's full width. */
  static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  /** Fields in a block, numbers in a row: 8 with AVX-512, 4 with AVX2, 2 with NEON. */
  public static final int COUNT = SPECIES.length();

  /**
   * Values of a field that are moved before the next field has its turn: they stay in the cache.
   */
  private static final int TILE = 32;

  private Lanes() {}

  /**
   * Makes fields of a batch a block. Where the batch ends early, its last field fills the rest: the
   * lanes are there and cost nothing, and what is computed in them stays as harmless as that field.
   *
   * @param batch fields one after the other. Not modified.
   * @param size values in a field
   * @param first number of the block's first field in the batch
   * @param block takes the fields. Overwritten.
   */
  public static void load(double[] batch, int size, int first, double[] block) {
    int last = batch.length / size - 1;
    for (int from = 0; from < size; from += TILE) {
      int to = Math.min(size, from + TILE);
      for (int lane = 0; lane < COUNT; lane++) {
        int start = Math.min(last, first + lane) * size;
        for (int j = from; j < to; j++) {
          block[j * COUNT + lane] = batch[start + j];
        }
      }
    }
  }

  /**
   * Puts a block back into a batch; the inverse of {@link #load}.
   *
   * @param block the fields. Not modified.
   * @param batch takes them. Modified.
   * @param size values in a field
   * @param first number of the block's first field in the batch
   */
  public static void store(double[] block, double[] batch, int size, int first) {
    int filled = Math.min(COUNT, batch.length / size - first);
    for (int from = 0; from < size; from += TILE) {
      int to = Math.min(size, from + TILE);
      for (int lane = 0; lane < filled; lane++) {
        int start = (first + lane) * size;
        for (int j = from; j < to; j++) {
          batch[start + j] = block[j * COUNT + lane];
        }
      }
    }
  }

  /** The row that begins at that index. */
  static DoubleVector row(double[] block, int index) {
    return DoubleVector.fromArray(SPECIES, block, index);
  }

  /** A row of one number. */
  static DoubleVector fill(double number) {
    return DoubleVector.broadcast(SPECIES, number);
  }
}
