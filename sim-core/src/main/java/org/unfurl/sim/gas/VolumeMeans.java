package org.unfurl.sim.gas;

import java.util.Arrays;
import org.unfurl.sim.grid.Restriction;

/**
 * From the cells of a fine grid to those of the grid of its every k-th node: the mean of the
 * conserved variables over the k × k fine cells, weighted by their volumes. What these cells
 * contain together is kept to rounding; the coarse cell's own volume differs a little from theirs
 * where its sides cut the corners of curved lines.
 *
 * <p>Immutable.
 */
public final class VolumeMeans implements Restriction {

  private final int factor;
  private final int fineColumns;
  private final int fineCells;
  private final int coarseColumns;
  private final int coarseCells;

  /** Of every fine cell: its share of the coarse cell that it lies in. */
  private final double[] share;

  /**
   * The map from a grid.
   *
   * @param fine the fine grid
   * @param factor k, a divisor of its rows and columns
   */
  public VolumeMeans(CurvilinearGrid fine, int factor) {
    if (factor < 1 || fine.rows() % factor != 0 || fine.columns() % factor != 0) {
      throw new IllegalArgumentException(
          "factor (" + factor + ") must divide the fine grid's rows and columns");
    }
    this.factor = factor;
    this.fineColumns = fine.columns();
    this.fineCells = fine.cells();
    this.coarseColumns = fineColumns / factor;
    this.coarseCells = fineCells / (factor * factor);
    double[] volume = new double[coarseCells];
    for (int cell = 0; cell < fineCells; cell++) {
      volume[coarseCell(cell)] += fine.volume(cell);
    }
    this.share = new double[fineCells];
    for (int cell = 0; cell < fineCells; cell++) {
      share[cell] = fine.volume(cell) / volume[coarseCell(cell)];
    }
  }

  private int coarseCell(int fineCell) {
    return fineCell / fineColumns / factor * coarseColumns + fineCell % fineColumns / factor;
  }

  @Override
  public int fineSize() {
    return FlowState.CHANNELS * fineCells;
  }

  @Override
  public int coarseSize() {
    return FlowState.CHANNELS * coarseCells;
  }

  @Override
  public void apply(double[] fine, double[] coarse) {
    Arrays.fill(coarse, 0);
    for (int field = 0; field < fine.length / fineCells; field++) {
      for (int cell = 0; cell < fineCells; cell++) {
        coarse[field * coarseCells + coarseCell(cell)] +=
            share[cell] * fine[field * fineCells + cell];
      }
    }
  }

  @Override
  public void applyTransposed(double[] coarse, double[] fine) {
    for (int field = 0; field < fine.length / fineCells; field++) {
      for (int cell = 0; cell < fineCells; cell++) {
        fine[field * fineCells + cell] =
            share[cell] * coarse[field * coarseCells + coarseCell(cell)];
      }
    }
  }
}
