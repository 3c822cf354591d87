package org.unfurl.sim.flow;

import java.util.Arrays;
import org.unfurl.sim.grid.Restriction;

/**
 * Velocities of a {@link StaggeredGrid} on one of fewer, larger cells over the same plane: each
 * coarse face takes the mean of the fine faces that lie on it. Volume fluxes are kept, so the
 * divergence of a coarse cell is the mean of those of its fine cells, and a velocity without
 * divergence stays one.
 *
 * @param fine the fine grid
 * @param factor fine faces on a coarse face
 */
public record FaceRestriction(StaggeredGrid fine, int factor) implements Restriction {

  /** Checks that the factor divides the grid. */
  public FaceRestriction {
    if (factor < 1 || fine.rows() % factor != 0 || fine.columns() % factor != 0) {
      throw new IllegalArgumentException(
          "factor (" + factor + ") must divide " + fine.rows() + " and " + fine.columns());
    }
  }

  @Override
  public int fineSize() {
    return fine.shape().size();
  }

  @Override
  public int coarseSize() {
    return fineSize() / (factor * factor);
  }

  @Override
  public void apply(double[] fineStates, double[] coarse) {
    int columns = fine.columns() / factor;
    int cells = coarseSize() / 2;
    for (int c = 0; c < coarse.length; c++) {
      int corner = corner(c, columns, cells);
      int stride = stride(c, cells);
      double sum = 0;
      for (int k = 0; k < factor; k++) {
        sum += fineStates[corner + k * stride];
      }
      coarse[c] = sum / factor;
    }
  }

  @Override
  public void applyTransposed(double[] coarse, double[] fineStates) {
    Arrays.fill(fineStates, 0);
    int columns = fine.columns() / factor;
    int cells = coarseSize() / 2;
    for (int c = 0; c < coarse.length; c++) {
      int corner = corner(c, columns, cells);
      int stride = stride(c, cells);
      for (int k = 0; k < factor; k++) {
        fineStates[corner + k * stride] = coarse[c] / factor;
      }
    }
  }

  /** The first fine face on a coarse face. */
  private int corner(int coarse, int columns, int cells) {
    int channel = coarse / cells;
    int row = coarse % cells / columns;
    int column = coarse % columns;
    return channel * fine.cells() + row * factor * fine.columns() + column * factor;
  }

  /** From a fine face to the next on the same coarse face: u's lie above each other. */
  private int stride(int coarse, int cells) {
    return coarse / cells % 2 == 0 ? fine.columns() : 1;
  }
}
