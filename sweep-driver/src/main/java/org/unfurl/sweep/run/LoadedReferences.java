package org.unfurl.sweep.run;

import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.Trajectories;

/**
 * The reference data that this JVM used last, up to a number of bytes. Any thread may ask. What
 * travels to another JVM arrives empty.
 */
final class LoadedReferences implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Part of the heap that may be filled: room for dozens of a study's data sets in 2 GiB. */
  private static final long HEAP_PARTS = 8;

  private final transient Map<ReferenceSpec, Trajectories> byLastUse =
      new LinkedHashMap<>(16, 0.75f, true);
  private final transient long maximumBytes;
  private transient long bytes;

  LoadedReferences() {
    this(Runtime.getRuntime().maxMemory() / HEAP_PARTS);
  }

  LoadedReferences(long maximumBytes) {
    this.maximumBytes = maximumBytes;
  }

  /** Reads a data set from where it lies. */
  interface Reader {
    Trajectories read(ReferenceSpec spec) throws IOException;
  }

  /** What is loaded, or else what the reader reads; two threads may read the same at once. */
  Trajectories get(ReferenceSpec spec, Reader reader) throws IOException {
    synchronized (this) {
      Trajectories loaded = byLastUse.get(spec);
      if (loaded != null) {
        return loaded;
      }
    }
    Trajectories read = reader.read(spec);
    keep(spec, read);
    return read;
  }

  private synchronized void keep(ReferenceSpec spec, Trajectories data) {
    if (bytes(data) > maximumBytes || byLastUse.putIfAbsent(spec, data) != null) {
      return;
    }
    bytes += bytes(data);
    var eldest = byLastUse.values().iterator();
    while (bytes > maximumBytes) {
      bytes -= bytes(eldest.next());
      eldest.remove();
    }
  }

  private static long bytes(Trajectories data) {
    return (long) Double.BYTES * data.values().length;
  }

  private Object readResolve() {
    return new LoadedReferences();
  }
}
