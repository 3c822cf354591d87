package org.unfurl.sim.system;

/** Which part of a system's parameter range a data set covers. */
public enum Split {
  /** The parameters that networks are trained on. */
  TRAIN,
  /** Unseen parameters between trained ones. */
  INTERPOLATION,
  /** Unseen parameters outside the trained range. */
  EXTRAPOLATION;

  /** The two splits that trained models are scored on. */
  public static Split[] tests() {
    return new Split[] {INTERPOLATION, EXTRAPOLATION};
  }

  /**
   * The word used in files and tables: {@code train}, {@code interpolation}, {@code extrapolation}.
   */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
