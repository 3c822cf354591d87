/**
 * What is solved. {@link org.unfurl.sim.equation.Equation} on a line and {@link
 * org.unfurl.sim.equation.PlaneEquation} on a plane are data: to add an equation, write one record
 * that implements one of them (docs/adding-an-equation.md).
 */
package org.unfurl.sim.equation;
