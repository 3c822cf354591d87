package org.unfurl.sim.equation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.unfurl.sim.spectral.Complex;

class EquationTest {

  @Test
  void kuramotoSivashinskyGrowsBelowWavenumberOneAndFastestAtItsHalfRoot() {
    Equation equation = new KuramotoSivashinsky();

    assertEquals(Complex.ZERO, equation.linearSymbol(0));
    assertEquals(Complex.ZERO, equation.linearSymbol(1));
    // The maximum of k² − k⁴ is 1/4 at k² = 1/2.
    assertEquals(0.25, equation.linearSymbol(Math.sqrt(0.5)).re(), 1e-15);
    assertEquals(Complex.real(-12), equation.linearSymbol(2));
  }

  @Test
  void burgersDampsWithViscosityTimesSquaredWavenumber() {
    assertEquals(Complex.real(-4.5), new Burgers(0.5).linearSymbol(3));
  }

  @Test
  void kdvBurgersAddsDispersionWithTheSignOfMinusUxxx() {
    // −δ (ik)³ = i δ k³
    assertEquals(new Complex(-4.5, 54), new KdvBurgers(0.5, 2).linearSymbol(3));
  }

  @Test
  void refusesCoefficientsThatMakeNoSense() {
    assertEquals("viscosity (0.0) must be positive and finite", refusal(() -> new Burgers(0)));
    assertEquals(
        "viscosity (NaN) must be positive and finite",
        refusal(() -> new KdvBurgers(Double.NaN, 1)));
    assertEquals(
        "dispersion (Infinity) must be finite",
        refusal(() -> new KdvBurgers(1, Double.POSITIVE_INFINITY)));
  }

  private static String refusal(Runnable attempt) {
    return assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
  }
}
