package org.unfurl.sweep.merge;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.storage.FolderTakenException;
import org.unfurl.sweep.storage.WriteLease;
import org.unfurl.sweep.storage.Writer;

/** Keeps runs off the sweeps that are merged into, from their comparison on. */
final class TargetLeases implements AutoCloseable {

  private final Configuration configuration;
  private final Consumer<String> console;
  private final Map<Path, WriteLease> leases = new LinkedHashMap<>();

  TargetLeases(Configuration configuration, Consumer<String> console) {
    this.configuration = configuration;
    this.console = console;
  }

  boolean isHeld(Path sweep) {
    return leases.containsKey(sweep);
  }

  Writer take(Path sweep) throws IOException, FolderTakenException, InterruptedException {
    WriteLease lease = leases.get(sweep);
    if (lease == null) {
      lease =
          WriteLease.take(
              sweep,
              configuration,
              "a merge, process " + ProcessHandle.current().pid(),
              WriteLease.Timing.USUAL,
              console);
      leases.put(sweep, lease);
    }
    return lease;
  }

  @Override
  public void close() {
    leases.values().forEach(WriteLease::close);
  }
}
