package org.unfurl.sim.stepper;

import java.util.function.UnaryOperator;
import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.spectral.SpectralOperator;

/**
 * An equation u_t = L u + N(u) on a grid, continuous in time only: what an {@link
 * ExponentialScheme} needs of it. Fields hold values on points, spectra their Fourier modes, both
 * in a layout of the implementation's choice.
 *
 * <p>The nonlinear term comes in three pieces, N(u) = D q(B u): its <b>arguments</b> B u, fields
 * that may be u itself; its <b>term</b>, spectra that {@link #evaluate} makes of them; and the
 * rest, which {@link #weight} contains. So a scheme never sees where an implementation cuts.
 */
interface SemiDiscreteEquation {

  /** An array for states. */
  double[] newFields();

  /** An array for spectra of states, or for terms. */
  double[] newSpectra();

  /** An array for arguments. */
  double[] newArguments();

  /**
   * Transforms states.
   *
   * @param fields states. Not modified.
   * @param spectra their spectra. Overwritten.
   */
  void forward(double[] fields, double[] spectra);

  /**
   * Transforms spectra of states back.
   *
   * @param spectra of real fields. Not modified.
   * @param fields the states. Overwritten.
   */
  void inverse(double[] spectra, double[] fields);

  /**
   * Computes the arguments at a state.
   *
   * @param spectra of the state. Not modified.
   * @param arguments Overwritten.
   */
  void arguments(double[] spectra, double[] arguments);

  /**
   * Computes the arguments at a state whose fields are known.
   *
   * @param fields the state. Not modified.
   * @param spectra of the state, or an array of that size for them
   * @param known whether {@code spectra} holds them already
   * @param arguments may take the arguments
   * @return {@code arguments}, or {@code fields} where the arguments are the state
   */
  double[] arguments(double[] fields, double[] spectra, boolean known, double[] arguments);

  /**
   * Computes the term.
   *
   * @param arguments Not modified.
   * @param term Overwritten.
   */
  void evaluate(double[] arguments, double[] term);

  /**
   * Computes the cotangent of the state from that of the term.
   *
   * @param arguments at the state. Not modified.
   * @param cotangent of the term. Not modified.
   * @param result spectra. Overwritten.
   */
  void vjp(double[] arguments, double[] cotangent, double[] result);

  /**
   * Adds to the cotangent of the state what {@link #vjp} computes.
   *
   * @param result fields. Modified.
   */
  void addVjpTo(double[] arguments, double[] cotangent, double[] result);

  /**
   * The operator f(hL), which acts on spectra of states.
   *
   * @param function f, real for real arguments
   */
  SpectralOperator operator(UnaryOperator<Complex> function);

  /**
   * The operator h f(hL) D, which gives a term its weight in a step.
   *
   * @param function f, real for real arguments
   */
  SpectralOperator weight(UnaryOperator<Complex> function);
}
