/** What one trial holds in memory: {@link org.unfurl.train.memory.MemoryLedger}. */
package org.unfurl.train.memory;
