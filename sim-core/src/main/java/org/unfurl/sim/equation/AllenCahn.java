package org.unfurl.sim.equation;

/**
 * The Allen-Cahn equation u_t = ε² ∇²u + u − u³ (1979, Acta Metall. 27, 1085, doi
 * 10.1016/0001-6160(79)90196-2): two phases, u = ±1, separated by walls of width ε that shrink.
 *
 * @param width ε, positive; length per square root of time
 */
public record AllenCahn(double width) implements IsotropicEquation {

  /** Checks the width. */
  public AllenCahn {
    Coefficients.requirePositive("width", width);
  }

  @Override
  public String name() {
    return "allen-cahn";
  }

  @Override
  public double symbol(double square) {
    return -width * width * square;
  }

  @Override
  public Reaction reaction() {
    return new Bistable();
  }

  private record Bistable() implements Reaction {

    @Override
    public double rate(double u) {
      return u - u * u * u;
    }

    @Override
    public double slope(double u) {
      return 1 - 3 * u * u;
    }
  }
}
