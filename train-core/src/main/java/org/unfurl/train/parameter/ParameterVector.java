package org.unfurl.train.parameter;

import ai.djl.ndarray.NDArray;
import java.util.function.Consumer;
import org.unfurl.train.engine.EngineSession;

/** All trainable numbers of a network as one flat native vector. */
public final class ParameterVector {

  private final EngineSession session;
  private final ParameterLayout layout;
  private final NDArray values;
  private int changes;

  /**
   * Takes the native memory of a vector.
   *
   * @param initial as {@link ParameterLayout#draw} makes them
   */
  public ParameterVector(EngineSession session, ParameterLayout layout, double[] initial) {
    this.session = session;
    this.layout = layout;
    values = session.compute(false, scope -> scope.keep(session.array(initial, initial.length)));
  }

  /** The session that owns the native memory. */
  public EngineSession session() {
    return session;
  }

  /** What stands where. */
  public ParameterLayout layout() {
    return layout;
  }

  /** How many numbers. */
  public int size() {
    return layout.size();
  }

  /**
   * Changes the network.
   *
   * @param inPlace modifies the native vector that it is given
   */
  public void change(Consumer<NDArray> inPlace) {
    inPlace.accept(values);
    changes++;
  }

  /**
   * Puts other values in place of all.
   *
   * @param all in the order of the flat vector
   */
  public void replace(double[] all) {
    session.assign(values, all);
    changes++;
  }

  /** How often the vector has been changed, for whoever keeps what derives from it. */
  public int changes() {
    return changes;
  }

  /** The native vector itself, to look at. */
  public NDArray values() {
    return values;
  }

  /** A copy of single-precision parameters, in the order of the flat vector. */
  public float[] readFloats() {
    return values.toFloatArray();
  }

  /** A copy of the parameters, in the order of the flat vector. */
  public double[] read() {
    return session.values(values);
  }
}
