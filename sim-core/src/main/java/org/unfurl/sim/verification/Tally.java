package org.unfurl.sim.verification;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How often something that must not happen did. */
final class Tally {

  /** A call that takes longer hangs; the slowest frame of any system takes a tenth of a second. */
  private static final int PATIENCE_SECONDS = 60;

  private int tried;
  private int count;
  private String first = "";

  void countUnless(boolean right, String what) {
    tried++;
    if (!right) {
      count++;
      first = first.isEmpty() ? what : first;
    }
  }

  /** Counts a call that throws. One that does not return ends the experiment. */
  void count(String what, Runnable call) {
    FutureTask<Void> task = new FutureTask<>(call, null);
    Thread thread = new Thread(task, "unfurl-robustness");
    thread.setDaemon(true);
    thread.start();
    try {
      task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      countUnless(true, what);
    } catch (ExecutionException e) {
      countUnless(false, what + ": " + e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          what + " had not returned after " + PATIENCE_SECONDS + " seconds", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  Finding finding(String quantity, String source) {
    return Finding.between(
        0,
        0,
        quantity + " (of " + tried + " tried)",
        count,
        count == 0 ? source : source + "; the first: " + first);
  }
}
