package org.unfurl.sweep.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.unfurl.sweep.outcome.RootCause;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.EngineUnavailableException;

/** Tries what a run will need of the machine that it is started on. */
public final class Machine {

  private Machine() {}

  /**
   * Tries memory, the temporary folder, Spark's local folders and the engine, in a second or two.
   *
   * @param localFolders where Spark keeps what does not fit into memory
   * @param training whether networks are trained in this JVM, so that it needs the engine
   * @throws UnusableMachineException with a line for everything that is missing
   */
  public static void require(List<Path> localFolders, boolean training) {
    List<UnusableMachineException> missing = new ArrayList<>();
    attempt(missing, () -> Memory.require(Memory.limit()));
    attempt(missing, Compression::require);
    boolean temporary = missing.isEmpty();
    // By default Spark's is the temporary folder, too, and of that one line is enough.
    if (temporary || !localFolders.equals(List.of(Path.of(System.getProperty("java.io.tmpdir"))))) {
      attempt(missing, () -> LocalFolders.require(localFolders));
    }
    if (training && temporary) { // the engine needs a temporary folder as well as its cache
      attempt(missing, Machine::requireEngine);
    }
    if (!missing.isEmpty()) {
      throw new UnusableMachineException(
          String.join("\n", missing.stream().map(Throwable::getMessage).toList()), missing.get(0));
    }
  }

  private static void requireEngine() {
    try {
      EngineSession.requireEngine();
    } catch (EngineUnavailableException e) {
      throw new UnusableMachineException(
          Exhaustion.explain(e).orElseGet(() -> RootCause.text(e)), e);
    }
  }

  private static void attempt(List<UnusableMachineException> missing, Runnable requirement) {
    try {
      requirement.run();
    } catch (UnusableMachineException e) {
      missing.add(e);
    }
  }
}
