/**
 * How states advance in time. {@link org.unfurl.sim.stepper.Stepper} is what every simulator is;
 * {@link org.unfurl.sim.stepper.DifferentiableStepper} adds the adjoint that WIG training needs.
 * {@link org.unfurl.sim.stepper.ExponentialStepper} and {@link
 * org.unfurl.sim.stepper.ExponentialPlaneStepper} step the equations of the spectral family.
 */
package org.unfurl.sim.stepper;
