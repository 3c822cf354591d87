package org.unfurl.sweep.plan;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.unfurl.sim.metric.DataResidual;
import org.unfurl.sim.reference.FramePairs;
import org.unfurl.sim.reference.RecordedArray;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;

/**
 * Whether a data set of the sweep's author follows the equation of its system.
 *
 * @param own the data set
 * @param residual what was found; null if it could not be computed
 * @param failure why it could not; empty if it could
 */
public record EquationCheck(OwnData own, DataResidual residual, String failure) {

  /**
   * Reads the file and compares.
   *
   * @throws IOException if the file can no longer be read
   */
  public static EquationCheck of(OwnData own) throws IOException {
    PhysicalSystem system = PhysicalSystems.named(own.spec().system());
    FramePairs pairs = DataResidual.sample(system, own.excerpt());
    RecordedArray.open(Path.of(own.file()), own.array(), system.shape())
        .copy(own.excerpt(), OutputStream.nullOutputStream(), pairs);
    return of(own, pairs);
  }

  /** Compares what has been read; a system of somebody else may be unable to. */
  public static EquationCheck of(OwnData own, FramePairs pairs) {
    PhysicalSystem system = PhysicalSystems.named(own.spec().system());
    try {
      return new EquationCheck(own, DataResidual.of(system, own.spec().parameter(), pairs), "");
    } catch (RuntimeException | LinkageError e) {
      return new EquationCheck(own, null, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /** One line of what its author should know; empty if all is well. */
  public Optional<String> warning() {
    ReferenceSpec spec = own.spec();
    String data =
        "own data ("
            + own.source()
            + ", "
            + spec.system()
            + " "
            + spec.split().word()
            + " "
            + CanonicalJson.number(spec.parameter())
            + ") ";
    if (residual == null) {
      return Optional.of(
          "note: " + data + "are not compared with the equation of their system: " + failure);
    }
    if (!residual.farOff()) {
      return Optional.empty();
    }
    return Optional.of(
        "warning: "
            + data
            + "do not follow the equation of their system: from frame "
            + residual.frame() * own.every()
            + " to "
            + (residual.frame() + 1) * own.every()
            + " of trajectory "
            + residual.trajectory()
            + " the physics residual is "
            + number(residual.data())
            + ", where the solver has "
            + number(residual.solver())
            + " and standing still "
            + number(residual.persistence())
            + "; check frame-time, every, parameter, units and padding");
  }

  /** What a plan says of it. */
  String text() {
    return residual == null
        ? "residual not known"
        : "residual "
            + number(residual.data())
            + " (solver "
            + number(residual.solver())
            + ", standing still "
            + number(residual.persistence())
            + ")";
  }

  /** {@code 4.5e-02}, {@code 0}. */
  private static String number(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
  }
}
