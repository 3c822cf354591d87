/**
 * What a run needs of the machine it is started on (memory, files that can be written and executed,
 * a login name), tried before anything is written, and said in one line where it is missing.
 */
package org.unfurl.sweep.machine;
