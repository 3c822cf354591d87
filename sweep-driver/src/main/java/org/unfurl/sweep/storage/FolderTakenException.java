package org.unfurl.sweep.storage;

/** Another process is writing into a folder. */
public final class FolderTakenException extends Exception {

  private static final long serialVersionUID = 1L;

  FolderTakenException(String message) {
    super(message);
  }
}
