package org.unfurl.sweep.run;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.TrialKey;
import org.unfurl.sweep.spark.RunRefusedException;
import org.unfurl.sweep.storage.FolderTakenException;
import org.unfurl.sweep.storage.ResultFileSystem;
import org.unfurl.sweep.storage.WriteLease;
import org.unfurl.sweep.table.TrialStatus;

/**
 * The folder of a sweep's tables, and whether this run may write there.
 *
 * @param path where it lies, whether or not it exists
 */
record SweepFolder(Path path, Configuration hadoop) {

  /**
   * Takes the right to write into it.
   *
   * @param console told why this waits
   * @throws RunRefusedException if another process has it, or the folder cannot be written
   */
  WriteLease lease(Consumer<String> console) throws RunRefusedException, InterruptedException {
    refuseOlderLock();
    String process = "process " + ProcessHandle.current().pid() + " on " + Host.name();
    try {
      return WriteLease.take(path, hadoop, process, WriteLease.Timing.USUAL, console);
    } catch (FolderTakenException e) {
      throw new RunRefusedException(e.getMessage(), e);
    } catch (IOException e) {
      throw new RunRefusedException(
          "--results ("
              + path.getParent()
              + ") must be a folder that can be written, but: "
              + e.getMessage(),
          e);
    }
  }

  private void refuseOlderLock() throws RunRefusedException {
    Path lock = new Path(path, "_lock");
    try {
      if (ResultFileSystem.of(lock, hadoop).exists(lock)) {
        throw new RunRefusedException(
            lock
                + " is the lock of an older Unfurl, which does not see ours; if none is running"
                + " there, delete the file");
      }
    } catch (IOException e) {
      throw new RunRefusedException(lock + " cannot be looked at: " + e.getMessage(), e);
    }
  }

  /** A folder that holds something else than a sweep's tables is not ours to write into. */
  void refuseForeign() throws RunRefusedException {
    try {
      FileSystem files = ResultFileSystem.of(path, hadoop);
      if (files.exists(path)) {
        boolean file = files.getFileStatus(path).isFile();
        boolean empty = !file && files.listStatus(path).length == 0;
        boolean ours =
            !file
                && (WriteLease.isKnown(files, path)
                    || files.exists(new Path(path, "plan"))
                    || files.exists(new Path(path, "trials")));
        if (!empty && !ours) {
          throw new RunRefusedException(
              path
                  + " holds something that is not a sweep's tables; choose another --results, or"
                  + " another name for the sweep");
        }
      }
    } catch (IOException e) {
      throw new RunRefusedException(
          "--results (" + path.getParent() + ") cannot be read: " + e.getMessage());
    }
  }

  /**
   * A name that two sweeps share would mix their tables. Whose rows of an older schema are, nobody
   * can tell.
   *
   * @param finished the trials that it holds, by key
   */
  void refuseOther(Plan plan, Map<String, TrialStatus> finished) throws RunRefusedException {
    boolean shared = plan.trials().stream().anyMatch(trial -> finished.containsKey(trial.key()));
    boolean comparable =
        finished.values().stream().anyMatch(status -> status.schema() == TrialKey.SCHEMA);
    if (comparable && !shared) {
      throw new RunRefusedException(
          path
              + " holds "
              + finished.size()
              + " trials of another sweep, and none of this plan; give this sweep another name,"
              + " or choose another --results");
    }
  }
}
