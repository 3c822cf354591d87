package org.unfurl.sweep.storage;

import java.io.IOException;

/** The one who may write into a folder. */
public interface Writer {

  /** Greater than the number of every writer that this folder has had before. */
  long number();

  /**
   * Returns if this writer is still the only one; cheap enough to ask before every change that
   * others see.
   *
   * @throws LeaseLostException if another writer has taken its place: nothing may be written any
   *     more
   * @throws IOException if that cannot be found out, and too much time has passed to trust in it
   */
  void requireAlone() throws IOException;
}
