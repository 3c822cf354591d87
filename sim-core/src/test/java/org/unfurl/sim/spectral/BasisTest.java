package org.unfurl.sim.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.random.Seed;

/** Both bases are one thing to their users; the Fourier modes are the plain one. */
class BasisTest {

  /** What an operator does, for tests that go through all four ways. */
  private interface Action {
    void run(LinearOperator operator, double[] x, double[] result);
  }

  private static final Action[] ACTIONS = {
    LinearOperator::apply,
    LinearOperator::addTo,
    LinearOperator::applyTransposed,
    LinearOperator::addTransposedTo
  };

  @Test
  void fastestFoldsSmallFieldsAndTransformsLargeOnes() {
    assertInstanceOf(FourierBasis.class, Basis.fastest(4));
    assertInstanceOf(FoldedBasis.class, Basis.fastest(8));
    assertInstanceOf(FoldedBasis.class, Basis.fastest(48));
    assertInstanceOf(FoldedBasis.class, Basis.fastest(126));
    assertInstanceOf(FourierBasis.class, Basis.fastest(128));
  }

  // The smallest, halves that are odd or no multiple of four, the study's size, a larger one.
  @ParameterizedTest
  @ValueSource(ints = {8, 10, 12, 48, 50, 96, 126})
  void foldedOperatorsAreTheFourierMultipliersToRounding(int points) {
    Complex[] symbol = symbol(points);
    Basis fourier = new FourierBasis(points);
    Basis folded = new FoldedBasis(points);
    double[] x = random(1, points);
    double[] result = random(2, points);
    for (Action action : ACTIONS) {
      assertArrayEquals(
          through(fourier, symbol, action, x, result),
          through(folded, symbol, action, x, result),
          1e-13);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 10, 48, 126})
  void widthChangesNoBitAndFieldsDoNotTouchEachOther(int points) {
    int batch = 7;
    double[] fields = random(3, batch * points);
    Arrays.fill(fields, 2 * points, 3 * points, Double.NaN);
    for (Action action : ACTIONS) {
      Basis one = new FoldedBasis(points);
      Basis three = new FoldedBasis(points);
      double[] expected = blockwise(one, 1, action, fields);
      double[] actual = blockwise(three, 3, action, fields);

      assertArrayEquals(expected, actual);
      for (int i = 0; i < actual.length; i++) {
        assertEquals(i / points == 2, Double.isNaN(actual[i]), "index " + i);
      }
      // The scratch arrays of the wider block must not shine through.
      assertArrayEquals(expected, blockwise(three, 1, action, fields));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 48, 128})
  void inverseUndoesForwardAndStoreUndoesLoad(int points) {
    Basis basis = Basis.fastest(points);
    int width = Math.min(2, basis.profitableWidth());
    double[] batch = random(4, 3 * points);
    double[] back = new double[batch.length];
    double[] block = new double[width * points];
    double[] fields = new double[width * points];
    double[] coefficients = basis.newCoefficients(width);
    for (int first = 0; first < 3; first += width) {
      basis.load(batch, first, block);
      basis.forward(block, coefficients);
      basis.inverse(coefficients, fields);
      basis.store(fields, back, first);
    }

    assertArrayEquals(batch, back, 1e-15);
    assertEquals(points, basis.points());
  }

  @Test
  void refusesWhatIsNoOperatorOnRealFieldsOfThatSize() {
    Complex[] symbol = symbol(8);
    symbol[4] = new Complex(0, 1);

    assertEquals(
        "symbol of mode 4 (Complex[re=0.0, im=1.0]) must be real",
        assertThrows(IllegalArgumentException.class, () -> new FoldedBasis(8).operator(symbol))
            .getMessage());
    assertEquals(
        "points (6) must be even and at least 8",
        assertThrows(IllegalArgumentException.class, () -> new FoldedBasis(6)).getMessage());
    assertEquals(
        "points (49) must be even and at least 8",
        assertThrows(IllegalArgumentException.class, () -> new FoldedBasis(49)).getMessage());
  }

  /** Applies an operator to a batch in blocks of this width. */
  private static double[] blockwise(Basis basis, int width, Action action, double[] batch) {
    LinearOperator operator = basis.operator(symbol(basis.points()));
    double[] block = new double[width * basis.points()];
    double[] x = basis.newCoefficients(width);
    double[] y = basis.newCoefficients(width);
    double[] result = new double[batch.length];
    for (int first = 0; first * basis.points() < batch.length; first += width) {
      basis.load(batch, first, block);
      basis.forward(block, x);
      Arrays.fill(y, 1);
      action.run(operator, x, y);
      basis.inverse(y, block);
      basis.store(block, result, first);
    }
    return result;
  }

  private static double[] through(
      Basis basis, Complex[] symbol, Action action, double[] x, double[] result) {
    double[] coefficients = coefficients(basis, result);
    action.run(basis.operator(symbol), coefficients(basis, x), coefficients);
    double[] fields = new double[x.length];
    basis.inverse(coefficients, fields);
    return fields;
  }

  private static double[] coefficients(Basis basis, double[] field) {
    double[] coefficients = basis.newCoefficients(1);
    basis.forward(field, coefficients);
    return coefficients;
  }

  private static double[] random(long seed, int length) {
    return new Seed(seed).generator().doubles(length, -1, 1).toArray();
  }

  private static Complex[] symbol(int points) {
    SplittableRandom random = new Seed(5).generator();
    Complex[] symbol = new Complex[points / 2 + 1];
    for (int mode = 0; mode < symbol.length; mode++) {
      symbol[mode] = new Complex(random.nextDouble(-1, 1), random.nextDouble(-1, 1));
    }
    symbol[0] = Complex.real(symbol[0].re());
    symbol[points / 2] = Complex.real(symbol[points / 2].re());
    return symbol;
  }
}
