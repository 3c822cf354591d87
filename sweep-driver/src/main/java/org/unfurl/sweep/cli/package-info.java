/** The command line: {@link org.unfurl.sweep.cli.Main} and one class per verb. */
package org.unfurl.sweep.cli;
