package org.unfurl.sim.equation;

/**
 * The Fisher-KPP equation u_t = D ∇²u + r u (1 − u) (Fisher 1937, Ann. Eugenics 7, 355, doi
 * 10.1111/j.1469-1809.1937.tb02153.x): logistic growth that spreads, in fronts of speed 2 √(r D).
 *
 * @param diffusivity D, positive; length² per time
 * @param growth r, positive; per time
 */
public record FisherKpp(double diffusivity, double growth) implements IsotropicEquation {

  /** Checks both coefficients. */
  public FisherKpp {
    Coefficients.requirePositive("diffusivity", diffusivity);
    Coefficients.requirePositive("growth", growth);
  }

  @Override
  public String name() {
    return "fisher-kpp";
  }

  @Override
  public double symbol(double square) {
    return -diffusivity * square;
  }

  @Override
  public Reaction reaction() {
    return new Logistic(growth);
  }

  private record Logistic(double growth) implements Reaction {

    @Override
    public double rate(double u) {
      return growth * u * (1 - u);
    }

    @Override
    public double slope(double u) {
      return growth * (1 - 2 * u);
    }
  }
}
