/** Where Java starts: {@link org.unfurl.sweep.launch.Launcher}. */
package org.unfurl.sweep.launch;
