/** Starts each kind of cluster for real and runs a sweep with exactly the files of this module. */
package org.unfurl.cluster;
