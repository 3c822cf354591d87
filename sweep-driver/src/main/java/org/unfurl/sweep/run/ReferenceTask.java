package org.unfurl.sweep.run;

import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.unfurl.sim.reference.ReferenceDivergedException;
import org.unfurl.sim.reference.ReferenceGenerator;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sweep.outcome.ReferenceResult;

/** Generates one reference data set where Spark puts it. */
final class ReferenceTask implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Broadcast<Stores> stores;

  ReferenceTask(Broadcast<Stores> stores) {
    this.stores = stores;
  }

  ReferenceResult run(ReferenceSpec spec, TaskContext context) throws IOException {
    ReferenceStore store = stores.value().references();
    long start = System.nanoTime();
    try {
      Trajectories trajectories = ReferenceGenerator.generate(spec);
      return store.write(spec, trajectories, secondsSince(start), Host.name());
    } catch (ReferenceDivergedException e) {
      return store.writeDivergence(spec, e.getMessage(), secondsSince(start), Host.name());
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }
}
