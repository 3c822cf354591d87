/**
 * The durable tables of one sweep, Parquet files on any Hadoop file system. {@link
 * org.unfurl.sweep.table.ResultStore} is the one writer, {@link
 * org.unfurl.sweep.table.ResultReader} reads beside it, and {@link org.unfurl.sweep.table.Tables}
 * lists every table and column as data.
 */
package org.unfurl.sweep.table;
