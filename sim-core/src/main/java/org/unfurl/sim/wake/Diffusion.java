package org.unfurl.sim.wake;

/**
 * Explicit Euler for w_t = ν Δw with the five-point Laplacian, in as many equal substeps as keep ν
 * dt / h² of each at most {@link #LIMIT}; the scheme is stable up to ¼.
 */
final class Diffusion {

  private static final double LIMIT = 0.2;

  private final double[] free;
  private final PaddedFaces padded;
  private final int substeps;

  /** ν dt / h² of a substep. */
  private final double number;

  /**
   * Diffusion over one step.
   *
   * @param total ν dt / h² of the whole step
   * @param padded scratch
   */
  Diffusion(double total, double[] free, PaddedFaces padded) {
    this.free = free;
    this.padded = padded;
    this.substeps = (int) Math.max(1, Math.ceil(total / LIMIT));
    this.number = total / substeps;
  }

  /** Diffuses one state in place. */
  void apply(double[] state) {
    for (int substep = 0; substep < substeps; substep++) {
      applyOnce(state);
    }
  }

  /** One substep, in place. */
  void applyOnce(double[] state) {
    padded.fill(state);
    addLaplacian(padded.u, state, 0);
    addLaplacian(padded.v, state, padded.rows * padded.columns);
  }

  int substeps() {
    return substeps;
  }

  /** ν dt / h² of a substep. */
  double number() {
    return number;
  }

  /** state = free (state + number Δ field); both fields keep face (j, i) at the same index. */
  private void addLaplacian(double[] field, double[] state, int offset) {
    int stride = padded.stride;
    for (int j = 0; j < padded.rows; j++) {
      for (int i = 0; i < padded.columns; i++) {
        int at = padded.uIndex(j, i);
        int index = offset + j * padded.columns + i;
        // On the uppermost lateral faces there is nothing above, and nothing to compute.
        double above = at + stride < field.length ? field[at + stride] : 0;
        double sum = field[at - 1] + field[at + 1] + field[at - stride] + above;
        state[index] = free[index] * (state[index] + number * (sum - 4 * field[at]));
      }
    }
  }

  /** The transpose of the linear part of {@link #apply}, in place. */
  void applyTransposed(double[] cotangent) {
    for (int substep = 0; substep < substeps; substep++) {
      padded.clear();
      spread(cotangent, 0, padded.u);
      spread(cotangent, padded.rows * padded.columns, padded.v);
      padded.collect(cotangent);
    }
  }

  private void spread(double[] cotangent, int offset, double[] field) {
    int stride = padded.stride;
    for (int j = 0; j < padded.rows; j++) {
      for (int i = 0; i < padded.columns; i++) {
        int at = padded.uIndex(j, i);
        int index = offset + j * padded.columns + i;
        double value = free[index] * cotangent[index];
        double part = number * value;
        field[at] += value - 4 * part;
        field[at - 1] += part;
        field[at + 1] += part;
        field[at - stride] += part;
        if (at + stride < field.length) {
          field[at + stride] += part;
        }
      }
    }
  }
}
