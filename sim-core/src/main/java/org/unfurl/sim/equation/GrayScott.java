package org.unfurl.sim.equation;

import org.unfurl.sim.spectral.Complex;

/**
 * The Gray-Scott model of two chemicals on a plane (Pearson 1993, Science 261, 189, doi
 * 10.1126/science.261.5118.189): spots that split, stripes, waves.
 *
 * <pre>
 *   u_t = D_u ∇²u − u v² + F (1 − u)
 *   v_t = D_v ∇²v + u v² − (F + k) v
 * </pre>
 *
 * <p>Channels u, v. The constant feed F is the source. Not dealiased.
 *
 * @param diffusivityU D_u, positive; length² per time
 * @param diffusivityV D_v, positive
 * @param feed F, positive; per time
 * @param kill k, positive; per time
 */
public record GrayScott(double diffusivityU, double diffusivityV, double feed, double kill)
    implements PlaneEquation {

  /** Checks the coefficients. */
  public GrayScott {
    Coefficients.requirePositive("diffusivityU", diffusivityU);
    Coefficients.requirePositive("diffusivityV", diffusivityV);
    Coefficients.requirePositive("feed", feed);
    Coefficients.requirePositive("kill", kill);
  }

  @Override
  public String name() {
    return "gray-scott";
  }

  @Override
  public int channels() {
    return 2;
  }

  @Override
  public Complex linearSymbol(int channel, double kx, double ky) {
    double square = kx * kx + ky * ky;
    return Complex.real(
        channel == 0 ? -diffusivityU * square - feed : -diffusivityV * square - feed - kill);
  }

  @Override
  public double source(int channel, double x, double y) {
    return channel == 0 ? feed : 0;
  }

  @Override
  public PlaneTerm planeTerm() {
    return new Autocatalysis();
  }

  /** u v², which leaves u and enters v. */
  private record Autocatalysis() implements PlaneTerm {

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
      return false;
    }

    @Override
    public Complex innerSymbol(int argument, int channel, double kx, double ky) {
      return argument == channel ? Complex.ONE : Complex.ZERO;
    }

    @Override
    public Complex outerSymbol(int channel, int product, double kx, double ky) {
      return Complex.real(channel == 0 ? -1 : 1);
    }

    @Override
    public void evaluate(double[] arguments, double[] products, int points) {
      for (int i = 0; i < points; i++) {
        double v = arguments[points + i];
        products[i] = arguments[i] * v * v;
      }
    }

    @Override
    public void vjp(double[] arguments, double[] cotangent, double[] result, int points) {
      for (int i = 0; i < points; i++) {
        double u = arguments[i];
        double v = arguments[points + i];
        result[i] = v * v * cotangent[i];
        result[points + i] = 2 * u * v * cotangent[i];
      }
    }
  }
}
