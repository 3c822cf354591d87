package org.unfurl.sweep.report;

import org.unfurl.sim.system.PhysicalSystems;

/**
 * What the rows on a subject of {@code ./unfurl verify} compare, and what they do not show, in
 * Markdown.
 */
final class SubjectText {

  private static final String GRADIENTS =
      "Gradients of unrolls: the gradient of the loss of three frames, network and solver together,"
          + " against differences of the loss itself along random directions, in double precision."
          + " Not claimed: that single precision, in which networks train, is as close, or that"
          + " training with this gradient is better, which is what sweeps are for.";

  private SubjectText() {}

  /** The text; empty for a subject that there is none for. */
  static String of(String subject) {
    return switch (subject) {
      case "spectral-schemes" ->
          "Exponential time differencing solves the linear part of an equation exactly and the rest"
              + " with an order that is proved: 1 for `etd1`, 2 for `etdrk2`, 4 for `etdrk4`."
              + " Compared are the errors of runs with steps of two or more lengths, whose ratio is"
              + " the order, and linear problems, which must come out exact at any step. Not claimed:"
              + " that the errors are small at the step of a system. A solver that is to be"
              + " corrected is coarse on purpose.";
      case "spectral-solutions" ->
          "Each equation against a solution that is known in closed form, or against a law that it"
              + " must keep. Not claimed: that long chaotic runs have the right averages; no row"
              + " here looks at them.";
      case "kolmogorov" ->
          "Two solvers of incompressible flow that share no code for the equations: PISO on"
              + " staggered cells, and a pseudo-spectral one. Compared are vortices whose decay is"
              + " known, what such a flow keeps (no divergence, momentum, the budget of energy), the"
              + " two with each other, and in developed flow the power of the force with the"
              + " dissipation, and the energy of long and short waves. PISO is of first order in time"
              + " and dissipates on its own; rows whose source says that they are stated show how"
              + " much at the reference's step and ask for no value. Not claimed: that the data are"
              + " the study's, whose force and restriction differ in detail.";
      case "wake" ->
          "The flow past a cylinder. A travelling vortex, known in closed form, gives the orders;"
              + " drag, bubble, onset of shedding, Strouhal number and lift are held against"
              + " published measurements and computations of unbounded flow, in wide channels. Not"
              + " claimed: that the system's own channel gives those figures: it is narrow, which"
              + " raises the frequency (last rows). Nor that it is a real wake at its higher Reynolds"
              + " numbers: above about 190 that has three dimensions (Williamson 1996, doi"
              + " 10.1146/annurev.fl.28.010196.002401), and this one is a truth for coarser solvers"
              + " only.";
      case "gas" ->
          "The compressible solver on flows that are known in closed form: vortices, shock tubes,"
              + " the decay of shear and heat; and on what every such scheme must keep: mass,"
              + " momentum, energy, a uniform flow on a bent grid. Orders below 2 at shocks and"
              + " contacts are theory, not a fault. Not claimed: turbulent flow, for which there is"
              + " no model here.";
      case "aerofoil" ->
          "The compressible solver around NACA 0012: lift, drag and separation of flows without"
              + " viscosity and with it, against published computations, and that there are vortices"
              + " where they were found. The rows name their grids. Not claimed: that the coarse"
              + " grid of a system gives these figures, nor that the flow is the study's, whose"
              + " set-up is not published in detail.";
      case "adjoints" ->
          "An adjoint is exact if ⟨J v, λ⟩ = ⟨v, Jᵀ λ⟩ for any direction v and cotangent λ, and if"
              + " what the gradient leaves of a finite step falls with its square (slope 2). Wrong"
              + " adjoints train too, only worse, so nothing but this test shows them. J v comes"
              + " from differences of the step itself and shares no code with the adjoint. Not"
              + " claimed: that `piso-frozen-adjoint` is exact; it leaves a part out on purpose, and"
              + " its row holds if that can be seen.";
      case "robustness" ->
          "A diverged rollout is a result, so a step must come back from any state, finite or not,"
              + " without an exception; arrays that do not fit and numbers that cannot be must be"
              + " refused with the name of what is wrong. Counted is what breaks this, so every"
              + " number must be 0. Not claimed: that what comes back from such a state has a"
              + " meaning.";
      default -> PhysicalSystems.names().contains(subject) ? GRADIENTS : "";
    };
  }
}
