package org.unfurl.sim.external;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.unfurl.sim.external.ExternalSimulatorException.Failure;

/**
 * A running program and what is said to it and by it (docs/external-simulator.md). Any failure ends
 * the program.
 *
 * <p>Requests are written and answers are read by two threads of its own: a program may answer a
 * batch while it still reads it, which would fill both pipes were one thread to do both; and the
 * thread that asks can stop waiting, which it could not in the middle of a read.
 */
final class Conversation implements AutoCloseable {

  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final Pattern READY = Pattern.compile("ready ([0-9]{1,9}) (vjp|no-vjp)");
  private static final Pattern OK = Pattern.compile("ok ([0-9]{1,10})");
  private static final String ERROR = "error ";

  private final ExternalProgram program;
  private final ChildProcess process;
  private final Pipes pipes;
  private final ExecutorService threads;
  private boolean greeted;
  private boolean ended;

  /** Starts the program and waits until it is ready. */
  Conversation(ExternalProgram program, double parameter, int stateSize, boolean adjoint) {
    this.program = program;
    process = new ChildProcess(program);
    pipes = process.pipes();
    threads = Executors.newFixedThreadPool(2, Conversation::daemon);
    greet(parameter, stateSize, adjoint);
    greeted = true;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "external-simulator-pipe");
    thread.setDaemon(true);
    return thread;
  }

  private void greet(double parameter, int stateSize, boolean adjoint) {
    String greeting = "unfurl 1 " + parameter;
    String answer = converse(greeting, List.of(), pipes::readLine);
    Matcher ready = READY.matcher(answer);
    if (!ready.matches()) {
      throw wrongLine(greeting, answer, "ready <state size> <vjp|no-vjp>");
    }
    int size = Integer.parseInt(ready.group(1));
    if (size != stateSize) {
      throw failed(
          Failure.WRONG_SIZE,
          "has a state of "
              + size
              + " values, which must be the "
              + stateSize
              + " of the system's shape",
          null);
    }
    if (adjoint && !ready.group(2).equals("vjp")) {
      throw failed(
          Failure.UNAVAILABLE,
          "has no vjp, which its differentiable solver needs; declare it as a solver, or offer one",
          null);
    }
  }

  /**
   * Sends a request with its values, and reads as many as the answer.
   *
   * @param request the line, without its end
   * @param values arrays that follow it
   * @param result as many values as the answer must have. Overwritten.
   */
  void ask(String request, List<double[]> values, double[] result) {
    String header =
        converse(
            request,
            values,
            () -> {
              String line = pipes.readLine();
              if (line.equals("ok " + result.length)) {
                pipes.readValues(result);
              }
              return line;
            });
    if (header.equals("ok " + result.length)) {
      return;
    }
    if (OK.matcher(header).matches()) {
      throw failed(
          Failure.WRONG_SIZE,
          "answered "
              + request
              + " with "
              + header.substring("ok ".length())
              + " values, which must be "
              + result.length,
          null);
    }
    throw wrongLine(request, header, "ok " + result.length);
  }

  private <T> T converse(String request, List<double[]> values, Callable<T> answer) {
    if (ended) {
      throw new ExternalSimulatorException(
          program,
          Failure.UNAVAILABLE,
          "has been closed and cannot answer " + request + "; start another one",
          "",
          null);
    }
    requireNothingLeftOver(request);
    pipes.arrival().begin();
    long deadline = System.nanoTime() + program.timeLimit().toNanos();
    try {
      Future<?> written =
          threads.submit(
              () -> {
                pipes.write(request, values);
                return null;
              });
      Future<T> answered = threads.submit(answer);
      T result = await(answered, request, deadline);
      if (!isRefusal(result)) {
        await(written, request, deadline);
      }
      return result;
    } catch (TimeoutException e) {
      throw failed(
          Failure.HUNG,
          "hung: no full answer to "
              + request
              + " within "
              + program.timeLimit().toMillis() / 1000.0
              + " s: "
              + pipes.arrival().shortfall(),
          null);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Pipes.NoLineException) {
        throw failed(Failure.NONSENSE, e.getCause().getMessage(), null);
      }
      throw crashed(request, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(Failure.INTERRUPTED, "was asked " + request + " by an interrupted thread", e);
    }
  }

  /** What follows an answer would be taken for the next one. */
  private void requireNothingLeftOver(String request) {
    int surplus;
    String text;
    try {
      surplus = pipes.available();
      text = pipes.surplusText();
    } catch (IOException e) {
      return; // the request that follows fails alike, and says why
    }
    if (surplus > 0) {
      throw failed(
          Failure.NONSENSE,
          "sent " + surplus + " bytes before it was asked " + request + surplusFix(text),
          null);
    }
  }

  private String surplusFix(String text) {
    if (!text.isEmpty()) {
      return " ("
          + text
          + "); print messages to standard error: standard output is for answers alone";
    }
    String values = pipes.arrival().valuesAsText();
    return "; send as many values as the answer's line says, and nothing else"
        + (values.isEmpty() ? "" : "; " + values);
  }

  /** A program's child may hold its pipes open when it is long gone, so its end is looked for. */
  private <T> T await(Future<T> work, String request, long deadline)
      throws InterruptedException, ExecutionException, TimeoutException {
    boolean gone = false;
    while (true) {
      long left = Math.max(0, deadline - System.nanoTime());
      try {
        return work.get(Math.min(left, LOOK_EVERY_NANOS), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (gone) {
          throw crashed(request, e);
        }
        if (left == 0) {
          throw e;
        }
        gone = !process.isAlive();
      }
    }
  }

  /** After which the rest of the request need not be read. */
  private static boolean isRefusal(Object answer) {
    return answer instanceof String line && !OK.matcher(line).matches();
  }

  private ExternalSimulatorException wrongLine(String request, String line, String expected) {
    if (line.startsWith(ERROR)) {
      return failed(
          Failure.REFUSED,
          "refused " + request + ": " + line.substring(ERROR.length()).strip(),
          null);
    }
    String rule =
        line.endsWith("\r")
            ? "), a line that ends in CRLF (\\r\\n), which must end in \\n alone; write to standard"
                + " output in binary mode"
            : "), which must be ("
                + expected
                + "); print nothing else to standard output: messages go to standard error";
    return failed(
        Failure.NONSENSE,
        "answered " + request + " with (" + Pipes.shown(line.stripTrailing()) + rule,
        null);
  }

  private ExternalSimulatorException crashed(String request, Throwable cause) {
    String end = process.ending();
    String detail =
        cause instanceof EOFException && !cause.getMessage().isEmpty()
            ? " (" + cause.getMessage() + ")"
            : "";
    return failed(Failure.CRASHED, end + " before it had answered " + request + detail, cause);
  }

  private ExternalSimulatorException failed(Failure failure, String what, Throwable cause) {
    end();
    String script =
        greeted
            ? ""
            : CommandFiles.scriptFault(process.command()).map(fault -> "; " + fault).orElse("");
    return new ExternalSimulatorException(
        program, failure, what + script, process.lastWords(), cause);
  }

  /** Lets the program end by itself; ends it if it does not. */
  @Override
  public void close() {
    if (ended) {
      return;
    }
    List<ProcessHandle> children = process.children();
    try {
      threads
          .submit(
              () -> {
                pipes.quit();
                return null;
              })
          .get(ChildProcess.GRACE_MILLIS, TimeUnit.MILLISECONDS);
      process.await();
    } catch (ExecutionException | TimeoutException e) {
      // It reads no more: there is nobody to be polite to.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private void end() {
    ended = true;
    threads.shutdownNow();
    process.end();
  }
}
