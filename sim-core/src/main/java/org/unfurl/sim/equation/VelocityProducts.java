package org.unfurl.sim.equation;

/**
 * The products u v and u² − v² of a velocity, from which the advection of incompressible flow on a
 * plane can be made in Basdevant's form (1983, J. Comput. Phys. 50, 209-214, doi
 * 10.1016/0021-9991(83)90064-5). The arguments are (u, v). Dealiased.
 *
 * <p>Whoever implements it says how the velocity follows from the state and the rate of change from
 * the products.
 */
public interface VelocityProducts extends PlaneTerm {

  @Override
  default int arguments() {
    return 2;
  }

  @Override
  default int products() {
    return 2;
  }

  @Override
  default boolean dealiased() {
    return true;
  }

  @Override
  default void evaluate(double[] arguments, double[] products, int points) {
    for (int i = 0; i < points; i++) {
      double u = arguments[i];
      double v = arguments[points + i];
      products[i] = u * v;
      products[points + i] = u * u - v * v;
    }
  }

  @Override
  default void vjp(double[] arguments, double[] cotangent, double[] result, int points) {
    for (int i = 0; i < points; i++) {
      double u = arguments[i];
      double v = arguments[points + i];
      result[i] = v * cotangent[i] + 2 * u * cotangent[points + i];
      result[points + i] = u * cotangent[i] - 2 * v * cotangent[points + i];
    }
  }
}
