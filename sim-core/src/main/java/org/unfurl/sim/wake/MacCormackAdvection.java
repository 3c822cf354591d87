package org.unfurl.sim.wake;

/**
 * Semi-Lagrangian advection corrected by going back and forth, without limiter (Selle, Fedkiw, Kim,
 * Liu and Rossignac 2008, "An unconditionally stable MacCormack method", section 3, doi
 * 10.1007/s10915-007-9166-4):
 *
 * <pre>   φ̂ = A(φ),   φ̃ = Aᴿ(φ̂),   φ' = φ̂ + ½ (φ − φ̃)   </pre>
 *
 * <p>with A the first-order {@link SemiLagrangianAdvection} and Aᴿ the same against the stream,
 * both along the velocity at the step's start. What A loses twice on the way there and back is
 * given back once, so for a given velocity the result is of second order in h and in dt, the
 * straight path included. A velocity that changes within the step is still taken as it was at its
 * start, which leaves the self-advection of first order in dt.
 *
 * <p>Near the outflow the way back would leave the channel, where nothing is known: on the faces
 * less than {@code OUTFLOW_VELOCITY} dt away from it there is no correction. The set is fixed, so
 * that the map stays as smooth as the interpolation is.
 */
final class MacCormackAdvection implements Advection {

  /** Faster than any wake is where it leaves the channel. */
  private static final double OUTFLOW_VELOCITY = 2;

  private final SemiLagrangianAdvection forward;
  private final SemiLagrangianAdvection backward;

  /** ½ where a face is free and corrected, 0 elsewhere. */
  private final double[] correction;

  private final PaddedFaces velocity;
  private final PaddedFaces carried;
  private final PaddedFaces ofVelocity;
  private final PaddedFaces ofCarried;
  private final double[] there;
  private final double[] back;

  /**
   * Advection over one step.
   *
   * @param cellsPerVelocity dt / h
   * @param velocity scratch
   * @param ofVelocity scratch
   */
  MacCormackAdvection(
      double cellsPerVelocity, double[] free, PaddedFaces velocity, PaddedFaces ofVelocity) {
    int columns = velocity.columns;
    int rows = velocity.rows;
    this.velocity = velocity;
    this.ofVelocity = ofVelocity;
    this.carried = new PaddedFaces(columns, rows);
    this.ofCarried = new PaddedFaces(columns, rows);
    this.forward = new SemiLagrangianAdvection(cellsPerVelocity, free, velocity, ofVelocity);
    this.backward = new SemiLagrangianAdvection(-cellsPerVelocity, free, carried, ofCarried);
    this.there = new double[free.length];
    this.back = new double[free.length];
    this.correction = new double[free.length];
    double reach = OUTFLOW_VELOCITY * cellsPerVelocity;
    for (int k = 0; k < free.length; k++) {
      correction[k] = k % columns + 1 < columns - reach ? 0.5 * free[k] : 0;
    }
  }

  @Override
  public void apply(double[] state) {
    velocity.fill(state);
    forward.carry(velocity, velocity, there);
    carried.fill(there);
    backward.carry(velocity, carried, back);
    for (int k = 0; k < state.length; k++) {
      state[k] = there[k] + correction[k] * (state[k] - back[k]);
    }
  }

  @Override
  public void vjp(double[] state, double[] cotangent) {
    velocity.fill(state);
    forward.carry(velocity, velocity, there);
    carried.fill(there);
    for (int k = 0; k < cotangent.length; k++) {
      back[k] = -correction[k] * cotangent[k];
    }
    ofVelocity.clear();
    ofCarried.clear();
    backward.carryTransposed(velocity, carried, back, ofVelocity, ofCarried);
    ofCarried.collect(there);
    for (int k = 0; k < cotangent.length; k++) {
      there[k] += cotangent[k];
    }
    forward.carryTransposed(velocity, velocity, there, ofVelocity, ofVelocity);
    ofVelocity.collect(cotangent);
    for (int k = 0; k < cotangent.length; k++) {
      cotangent[k] -= back[k];
    }
  }
}
