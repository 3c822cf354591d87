package org.unfurl.sweep.run;

import java.io.Serializable;
import org.apache.spark.util.AccumulatorV2;
import org.unfurl.sim.reference.ReferenceSpec;

/**
 * What an executor says of reference data that it is making.
 *
 * @param spec which
 * @param frame reached, counted from the initial state before the warm-up
 * @param firstFrame where this attempt began
 * @param seconds since then
 * @param note something that the user should know; mostly empty
 */
record GenerationReport(ReferenceSpec spec, int frame, int firstFrame, double seconds, String note)
    implements Serializable {

  /**
   * Carries the latest report of a task to the driver, with every heartbeat of its executor and
   * with the end of the task.
   */
  static final class Latest extends AccumulatorV2<GenerationReport, GenerationReport> {

    private static final long serialVersionUID = 1L;

    // Read by the heartbeat's thread while the task writes.
    private volatile GenerationReport report;

    @Override
    public boolean isZero() {
      return report == null;
    }

    @Override
    public AccumulatorV2<GenerationReport, GenerationReport> copy() {
      Latest copy = new Latest();
      copy.report = report;
      return copy;
    }

    @Override
    public void reset() {
      report = null;
    }

    @Override
    public void add(GenerationReport latest) {
      report = latest;
    }

    @Override
    public void merge(AccumulatorV2<GenerationReport, GenerationReport> other) {
      if (!other.isZero()) {
        report = other.value();
      }
    }

    @Override
    public GenerationReport value() {
      return report;
    }
  }
}
