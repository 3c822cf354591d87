package org.unfurl.sim.equation;

import org.unfurl.sim.spectral.Complex;

/**
 * The Kuramoto-Sivashinsky equation on a plane, in integral form, u_t = −½ |∇u|² − ∇²u − μ ∇⁴u: the
 * height of a flame front. Its mean falls for ever, and nothing else depends on the mean, so the
 * mean is taken out of the right side. Dealiased.
 *
 * @param hyperdiffusivity μ, positive; length⁴ per time. 1 by choice of the unit of length
 */
public record KuramotoSivashinskyPlane(double hyperdiffusivity) implements PlaneEquation {

  /** Checks the coefficient. */
  public KuramotoSivashinskyPlane {
    Coefficients.requirePositive("hyperdiffusivity", hyperdiffusivity);
  }

  @Override
  public String name() {
    return "kuramoto-sivashinsky-2d";
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public Complex linearSymbol(int channel, double kx, double ky) {
    double square = kx * kx + ky * ky;
    return Complex.real(square - hyperdiffusivity * square * square);
  }

  @Override
  public PlaneTerm planeTerm() {
    return new SquaredSlope();
  }

  /** From u to (u_x, u_y), and from u_x² + u_y² to −½ of it, without its mean. */
  private record SquaredSlope() implements PlaneTerm {

    @Override
    public int arguments() {
      return 2;
    }

    @Override
    public int products() {
      return 1;
    }

    @Override
    public boolean dealiased() {
      return true;
    }

    @Override
    public Complex innerSymbol(int argument, int channel, double kx, double ky) {
      return new Complex(0, argument == 0 ? kx : ky);
    }

    @Override
    public Complex outerSymbol(int channel, int product, double kx, double ky) {
      return kx == 0 && ky == 0 ? Complex.ZERO : Complex.real(-0.5);
    }

    @Override
    public void evaluate(double[] arguments, double[] products, int points) {
      for (int i = 0; i < points; i++) {
        double slopeX = arguments[i];
        double slopeY = arguments[points + i];
        products[i] = slopeX * slopeX + slopeY * slopeY;
      }
    }

    @Override
    public void vjp(double[] arguments, double[] cotangent, double[] result, int points) {
      for (int i = 0; i < points; i++) {
        result[i] = 2 * arguments[i] * cotangent[i];
        result[points + i] = 2 * arguments[points + i] * cotangent[i];
      }
    }
  }
}
