package org.unfurl.train.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The processor's vectors of single-precision numbers. Each lane of a vector carries one state of a
 * batch, so that everything done along a state's points and channels is done to a whole group of
 * states by the same instructions, and only sums over the batch cross lanes.
 *
 * <p><b>A trap.</b> The compiler (C2 of Java 17) inlines small methods until their nodes exceed a
 * limit; vectors behind it become objects, and the method some ten times slower without a word. So
 * loops over vectors stand in methods that are large enough to stay on their own, hand no vectors
 * on, and take masks from constants. {@code benchmarks/compare --only train} shows a relapse.
 */
final class Lanes {

  /** Of at most 16 lanes, for which {@link Products} is written. */
  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > 16
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  /** Lanes of a vector: 16 with AVX-512, 8 with AVX2, 4 with NEON. */
  static final int COUNT = SPECIES.length();

  private Lanes() {}

  static FloatVector load(float[] array, int offset) {
    return FloatVector.fromArray(SPECIES, array, offset);
  }

  static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}
