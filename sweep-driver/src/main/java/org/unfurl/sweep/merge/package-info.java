/**
 * Puts several results folders together, see {@link org.unfurl.sweep.merge.ResultsMerge}: first all
 * are compared, and only if nothing speaks against it is anything written.
 */
package org.unfurl.sweep.merge;
