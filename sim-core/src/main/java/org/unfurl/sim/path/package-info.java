/** What a path means that a person wrote, wherever it was written. */
package org.unfurl.sim.path;
