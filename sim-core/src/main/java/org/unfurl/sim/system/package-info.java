/**
 * What is studied. {@link org.unfurl.sim.system.PhysicalSystems} lists every {@link
 * org.unfurl.sim.system.PhysicalSystem}; to add one, implement the interface and add one line
 * there, or offer it as a service from a jar of your own.
 */
package org.unfurl.sim.system;
