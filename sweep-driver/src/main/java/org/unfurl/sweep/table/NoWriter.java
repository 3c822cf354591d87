package org.unfurl.sweep.table;

import java.io.IOException;
import org.unfurl.sweep.storage.Writer;

/** A reader changes nothing. */
record NoWriter() implements Writer {
  @Override
  public long number() {
    return 0;
  }

  @Override
  public void requireAlone() throws IOException {
    throw new IOException("a reader does not write");
  }
}
