package org.unfurl.sim.grid;

/**
 * A linear map R from states on a fine grid to states on a coarse one, such as the mean over the
 * fine cells in a coarse cell.
 *
 * <p>One instance serves any number of threads.
 */
public interface Restriction {

  /** Values in a fine state. */
  int fineSize();

  /** Values in a coarse state. */
  int coarseSize();

  /**
   * coarse = R fine, for every state of a batch.
   *
   * @param fine (batch, fineSize). Not modified.
   * @param coarse (batch, coarseSize), another array. Overwritten.
   */
  void apply(double[] fine, double[] coarse);

  /**
   * fine = Rᵀ coarse, for every state of a batch.
   *
   * @param coarse (batch, coarseSize). Not modified.
   * @param fine (batch, fineSize), another array. Overwritten.
   */
  void applyTransposed(double[] coarse, double[] fine);

  /** The identity, where both grids are one. */
  static Restriction identity(int stateSize) {
    return new Identity(stateSize);
  }
}
