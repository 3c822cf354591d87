/**
 * Simulators that are programs of their own, in any language, spoken to over their standard input
 * and output (docs/external-simulator.md). {@link org.unfurl.sim.external.ExternalSystem} makes a
 * system of them, {@link org.unfurl.sim.external.ExternalProcessStepper} a stepper.
 */
package org.unfurl.sim.external;
