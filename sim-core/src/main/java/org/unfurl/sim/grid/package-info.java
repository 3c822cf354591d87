/** Where the unknowns live. The way in is {@link org.unfurl.sim.grid.PeriodicGrid}. */
package org.unfurl.sim.grid;
