package org.unfurl.sim.stepper;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.unfurl.sim.equation.PlaneEquation;
import org.unfurl.sim.equation.PlaneTerm;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.grid.PeriodicPlane;
import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.spectral.PlaneMultiplier;
import org.unfurl.sim.spectral.PlaneTransform;
import org.unfurl.sim.spectral.SpectralOperator;

/**
 * An equation on a plane, for one state at a time. Fields are states, (channel, y, x); spectra hold
 * those of the channels one after the other. A term is all of N(u) = D q(B u) + f.
 */
final class SemiDiscretePlane implements SemiDiscreteEquation {

  private final PlaneEquation equation;
  private final PlaneTerm term;
  private final PeriodicPlane grid;
  private final double timeStep;
  private final PlaneTransform transform;
  private final int channels;
  private final int points;
  private final int spectrumSize;

  /** B, by argument and channel; null where it is zero. */
  private final PlaneMultiplier[][] inner;

  /** D, by product and channel; null where it is zero. */
  private final PlaneMultiplier[][] outer;

  /** Highest mode along y that passes B and D; those above are not transformed. */
  private final int highestMode;

  /** Spectra of f. */
  private final double[] source;

  /** Scratch: q, or its cotangent. */
  private final double[] products;

  /** Scratch: cotangents of the arguments. */
  private final double[] cotangents;

  /** Scratch: one spectrum. */
  private final double[] spectrum;

  /** Scratch: spectra of a state, or of its cotangent, and that in fields. */
  private final double[] stateSpectra;

  private final double[] stateFields;

  /**
   * Prepares transforms and symbols.
   *
   * @param timeStep h, positive
   */
  SemiDiscretePlane(PlaneEquation equation, PeriodicPlane grid, double timeStep) {
    this.equation = equation;
    this.term = equation.planeTerm();
    this.grid = grid;
    this.timeStep = timeStep;
    this.transform = new PlaneTransform(grid.y().points(), grid.x().points());
    this.channels = equation.channels();
    this.points = grid.points();
    this.spectrumSize = transform.spectrumSize();
    this.highestMode = term.dealiased() ? (grid.y().points() - 1) / 3 : grid.y().points() / 2;
    this.inner = new PlaneMultiplier[term.arguments()][channels];
    this.outer = new PlaneMultiplier[term.products()][channels];
    for (int channel = 0; channel < channels; channel++) {
      int c = channel;
      for (int argument = 0; argument < inner.length; argument++) {
        int a = argument;
        inner[a][c] = passing((kx, ky) -> term.innerSymbol(a, c, kx, ky));
      }
      for (int product = 0; product < outer.length; product++) {
        int p = product;
        outer[p][c] = passing((kx, ky) -> term.outerSymbol(c, p, kx, ky));
      }
    }
    this.products = new double[outer.length * points];
    this.cotangents = new double[inner.length * points];
    this.spectrum = new double[spectrumSize];
    this.stateSpectra = newSpectra();
    this.stateFields = newFields();
    this.source = sourceSpectra();
  }

  /** A symbol as a function of the wavenumbers. */
  private interface Symbol {
    Complex at(double kx, double ky);
  }

  private Complex at(Symbol symbol, int modeX, int modeY) {
    return symbol.at(wavenumber(grid.x(), modeX), wavenumber(grid.y(), modeY));
  }

  private static double wavenumber(PeriodicGrid axis, int mode) {
    return Math.signum(mode) * axis.wavenumber(Math.abs(mode));
  }

  /** The operator, without the modes that dealiasing takes away; null if nothing is left. */
  private PlaneMultiplier passing(Symbol symbol) {
    PlaneMultiplier multiplier =
        new PlaneMultiplier(
            transform,
            (modeX, modeY) ->
                passes(modeX, grid.x().points()) && passes(modeY, grid.y().points())
                    ? at(symbol, modeX, modeY)
                    : Complex.ZERO);
    return multiplier.isZero() ? null : multiplier;
  }

  private boolean passes(int mode, int axisPoints) {
    return !term.dealiased() || 3 * Math.abs(mode) < axisPoints;
  }

  private double[] sourceSpectra() {
    double[] values = newFields();
    for (int channel = 0; channel < channels; channel++) {
      for (int y = 0; y < grid.y().points(); y++) {
        for (int x = 0; x < grid.x().points(); x++) {
          values[channel * points + y * grid.x().points() + x] =
              equation.source(channel, x * grid.x().spacing(), y * grid.y().spacing());
        }
      }
    }
    double[] spectra = newSpectra();
    forward(values, spectra);
    return spectra;
  }

  @Override
  public double[] newFields() {
    return new double[channels * points];
  }

  @Override
  public double[] newSpectra() {
    return new double[channels * spectrumSize];
  }

  @Override
  public double[] newArguments() {
    return new double[inner.length * points];
  }

  @Override
  public void forward(double[] fields, double[] spectra) {
    for (int channel = 0; channel < channels; channel++) {
      transform.forward(fields, channel * points, spectra, channel * spectrumSize);
    }
  }

  @Override
  public void inverse(double[] spectra, double[] fields) {
    for (int channel = 0; channel < channels; channel++) {
      transform.inverse(spectra, channel * spectrumSize, fields, channel * points);
    }
  }

  @Override
  public void arguments(double[] spectra, double[] arguments) {
    for (int argument = 0; argument < inner.length; argument++) {
      boolean first = true;
      for (int channel = 0; channel < channels; channel++) {
        PlaneMultiplier operator = inner[argument][channel];
        if (operator != null && first) {
          operator.apply(spectra, channel * spectrumSize, spectrum, 0, false);
          first = false;
        } else if (operator != null) {
          operator.addTo(spectra, channel * spectrumSize, spectrum, 0, false);
        }
      }
      transform.inverse(spectrum, 0, arguments, argument * points, highestMode);
    }
  }

  @Override
  public double[] arguments(double[] fields, double[] spectra, boolean known, double[] arguments) {
    if (!known) {
      forward(fields, spectra);
    }
    arguments(spectra, arguments);
    return arguments;
  }

  @Override
  public void evaluate(double[] arguments, double[] result) {
    term.evaluate(arguments, products, points);
    System.arraycopy(source, 0, result, 0, source.length);
    for (int product = 0; product < outer.length; product++) {
      transform.forward(products, product * points, spectrum, 0, highestMode);
      for (int channel = 0; channel < channels; channel++) {
        if (outer[product][channel] != null) {
          outer[product][channel].addTo(spectrum, 0, result, channel * spectrumSize, false);
        }
      }
    }
  }

  @Override
  public void vjp(double[] arguments, double[] cotangent, double[] result) {
    for (int product = 0; product < outer.length; product++) {
      Arrays.fill(spectrum, 0);
      for (int channel = 0; channel < channels; channel++) {
        if (outer[product][channel] != null) {
          outer[product][channel].addTo(cotangent, channel * spectrumSize, spectrum, 0, true);
        }
      }
      transform.inverse(spectrum, 0, products, product * points, highestMode);
    }
    term.vjp(arguments, products, cotangents, points);
    Arrays.fill(result, 0);
    for (int argument = 0; argument < inner.length; argument++) {
      transform.forward(cotangents, argument * points, spectrum, 0, highestMode);
      for (int channel = 0; channel < channels; channel++) {
        if (inner[argument][channel] != null) {
          inner[argument][channel].addTo(spectrum, 0, result, channel * spectrumSize, true);
        }
      }
    }
  }

  @Override
  public void addVjpTo(double[] arguments, double[] cotangent, double[] result) {
    vjp(arguments, cotangent, stateSpectra);
    inverse(stateSpectra, stateFields);
    for (int i = 0; i < result.length; i++) {
      result[i] += stateFields[i];
    }
  }

  @Override
  public SpectralOperator operator(UnaryOperator<Complex> function) {
    return diagonal(function, 1);
  }

  @Override
  public SpectralOperator weight(UnaryOperator<Complex> function) {
    return diagonal(function, timeStep);
  }

  private SpectralOperator diagonal(UnaryOperator<Complex> function, double factor) {
    PlaneMultiplier[] operators = new PlaneMultiplier[channels];
    for (int channel = 0; channel < channels; channel++) {
      int c = channel;
      PlaneMultiplier.Symbol linear =
          PlaneMultiplier.merged(
              transform,
              (modeX, modeY) ->
                  at((kx, ky) -> equation.linearSymbol(c, kx, ky), modeX, modeY).times(timeStep));
      operators[c] =
          new PlaneMultiplier(
              transform, (modeX, modeY) -> function.apply(linear.at(modeX, modeY)).times(factor));
    }
    return new Diagonal(operators, spectrumSize);
  }

  /** An operator on every channel. */
  private record Diagonal(PlaneMultiplier[] operators, int spectrumSize)
      implements SpectralOperator {

    @Override
    public void apply(double[] x, double[] result) {
      for (int channel = 0; channel < operators.length; channel++) {
        int at = channel * spectrumSize;
        operators[channel].apply(x, at, result, at, false);
      }
    }

    @Override
    public void addTo(double[] x, double[] result) {
      for (int channel = 0; channel < operators.length; channel++) {
        int at = channel * spectrumSize;
        operators[channel].addTo(x, at, result, at, false);
      }
    }

    @Override
    public void applyTransposed(double[] x, double[] result) {
      for (int channel = 0; channel < operators.length; channel++) {
        int at = channel * spectrumSize;
        operators[channel].apply(x, at, result, at, true);
      }
    }

    @Override
    public void addTransposedTo(double[] x, double[] result) {
      for (int channel = 0; channel < operators.length; channel++) {
        int at = channel * spectrumSize;
        operators[channel].addTo(x, at, result, at, true);
      }
    }
  }
}
