package org.unfurl.sim.wake;

import java.util.Arrays;
import org.unfurl.sim.grid.Restriction;
import org.unfurl.sim.grid.StateShape;

/**
 * From fine to coarse faces: the mean over the fine faces that make up a coarse one. It keeps the
 * flow through every coarse face, so a coarse cell's divergence is the mean of the fine ones'; only
 * where a coarse face lies in the cylinder and a fine one in it does not, the next step changes the
 * flow when it sets the known faces.
 *
 * <p>Immutable.
 */
public final class FaceMeans implements Restriction {

  private final StateShape coarse;
  private final int factor;

  /**
   * The map between the grids of two {@link WakeGrid}s.
   *
   * @param fineColumns columns of the fine grid, a multiple of the coarse grid's
   * @param coarse shape of the coarse grid's states
   */
  public FaceMeans(int fineColumns, StateShape coarse) {
    if (fineColumns % coarse.columns() != 0) {
      throw new IllegalArgumentException(
          "fineColumns ("
              + fineColumns
              + ") must be a multiple of the coarse grid's ("
              + coarse.columns()
              + ")");
    }
    this.coarse = coarse;
    this.factor = fineColumns / coarse.columns();
  }

  @Override
  public int fineSize() {
    return coarseSize() * factor * factor;
  }

  @Override
  public int coarseSize() {
    return coarse.size();
  }

  @Override
  public void apply(double[] fine, double[] result) {
    for (int k = 0; k < result.length; k++) {
      int at = firstFine(k);
      int stride = fineStride(k);
      double sum = 0;
      for (int m = 0; m < factor; m++) {
        sum += fine[at + m * stride];
      }
      result[k] = sum / factor;
    }
  }

  @Override
  public void applyTransposed(double[] cotangent, double[] fine) {
    Arrays.fill(fine, 0);
    for (int k = 0; k < cotangent.length; k++) {
      int at = firstFine(k);
      int stride = fineStride(k);
      for (int m = 0; m < factor; m++) {
        fine[at + m * stride] = cotangent[k] / factor;
      }
    }
  }

  private boolean isAlong(int coarseIndex) {
    return coarseIndex % coarseSize() < coarseSize() / 2;
  }

  /** Fine faces of u stand above each other, those of v side by side. */
  private int fineStride(int coarseIndex) {
    return isAlong(coarseIndex) ? coarse.columns() * factor : 1;
  }

  private int firstFine(int coarseIndex) {
    int columns = coarse.columns();
    int column = coarseIndex % columns;
    // States and fields follow each other without a gap, so this counts over all of them.
    int row = coarseIndex / columns;
    int fineColumns = columns * factor;
    return isAlong(coarseIndex)
        ? row * factor * fineColumns + column * factor + factor - 1
        : (row * factor + factor - 1) * fineColumns + column * factor;
  }
}
