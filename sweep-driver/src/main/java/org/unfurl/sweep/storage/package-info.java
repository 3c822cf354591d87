/**
 * Files on any Hadoop file system: which one a path means, files that are there whole or not at
 * all, and who may write into a folder.
 */
package org.unfurl.sweep.storage;
