/** What a terminal shows while work goes on: {@link org.unfurl.sweep.console.ConsoleLine}. */
package org.unfurl.sweep.console;
