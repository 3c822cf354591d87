/**
 * What is solved. {@link org.unfurl.sim.equation.Equation} is data: to add an equation, write one
 * record that implements it, usually with a nonlinear term that exists.
 */
package org.unfurl.sim.equation;
