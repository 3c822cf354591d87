/**
 * Reference data: {@link org.unfurl.sim.reference.ReferenceGenerator} turns a {@link
 * org.unfurl.sim.reference.ReferenceSpec} into {@link org.unfurl.sim.reference.Trajectories},
 * {@link org.unfurl.sim.reference.NpyFormat} keeps them. {@link
 * org.unfurl.sim.reference.RecordedArray} reads those that somebody else recorded.
 */
package org.unfurl.sim.reference;
