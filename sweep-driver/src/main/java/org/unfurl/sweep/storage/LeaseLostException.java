package org.unfurl.sweep.storage;

import java.io.IOException;

/** Another writer has taken a folder over from this one. */
public final class LeaseLostException extends IOException {

  private static final long serialVersionUID = 1L;

  LeaseLostException(String message) {
    super(message);
  }
}
