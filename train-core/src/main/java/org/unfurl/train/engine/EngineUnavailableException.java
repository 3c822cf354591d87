package org.unfurl.train.engine;

/**
 * The engine's native libraries cannot be unpacked or loaded on this machine; the message says what
 * mends it, the cause what was refused.
 */
public final class EngineUnavailableException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  EngineUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
