package org.unfurl.sim.equation;

/**
 * The Swift-Hohenberg equation u_t = r u − (1 + ∇²)² u − u³ (1977, Phys. Rev. A 15, 319, doi
 * 10.1103/PhysRevA.15.319): patterns of wavelength 2π grow for r &gt; 0 and saturate; rolls have
 * the amplitude 2 √(r/3) in first order of r.
 *
 * @param drive r, finite; per time
 */
public record SwiftHohenberg(double drive) implements IsotropicEquation {

  /** Checks the drive. */
  public SwiftHohenberg {
    Coefficients.requireFinite("drive", drive);
  }

  @Override
  public String name() {
    return "swift-hohenberg";
  }

  @Override
  public double symbol(double square) {
    return drive - (1 - square) * (1 - square);
  }

  @Override
  public Reaction reaction() {
    return new Saturation();
  }

  private record Saturation() implements Reaction {

    @Override
    public double rate(double u) {
      return -u * u * u;
    }

    @Override
    public double slope(double u) {
      return -3 * u * u;
    }
  }
}
