package org.unfurl.train.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;

/**
 * Closes every array that this thread made since the scope was opened, whatever owns it. Native
 * memory has no garbage collector: each piece of arithmetic runs inside a scope ({@link
 * EngineSession#compute}) and keeps what outlives it.
 */
public final class ArrayScope implements AutoCloseable {

  private final NDScope scope = new NDScope();

  ArrayScope() {}

  /** Takes an array made inside this scope out of it; its receiver or the session closes it. */
  public NDArray keep(NDArray array) {
    NDScope.unregister(array);
    return array;
  }

  @Override
  public void close() {
    scope.close();
  }
}
