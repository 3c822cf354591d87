package org.unfurl.sim.grid;

/** Copies states. */
record Identity(int stateSize) implements Restriction {

  @Override
  public int fineSize() {
    return stateSize;
  }

  @Override
  public int coarseSize() {
    return stateSize;
  }

  @Override
  public void apply(double[] fine, double[] coarse) {
    System.arraycopy(fine, 0, coarse, 0, fine.length);
  }

  @Override
  public void applyTransposed(double[] coarse, double[] fine) {
    System.arraycopy(coarse, 0, fine, 0, coarse.length);
  }
}
