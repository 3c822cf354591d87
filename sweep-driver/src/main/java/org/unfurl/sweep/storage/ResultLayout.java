package org.unfurl.sweep.storage;

import org.apache.hadoop.fs.Path;

/**
 * What lies where in a results folder: {@code <results>/<sweep>/<table>/}, {@code
 * <results>/<sweep>/models/} and {@code <results>/reference-data/}. Tables name a file by its way
 * from the sweep's folder, so that they stay right when the results are moved.
 */
public final class ResultLayout {

  private static final String MODELS = "models";
  private static final String REFERENCES = "reference-data";

  private ResultLayout() {}

  /** The folder of a sweep's trained weights. */
  public static Path models(Path sweep) {
    return new Path(sweep, MODELS);
  }

  /** The folder of the reference data of all sweeps. */
  public static Path references(Path results) {
    return new Path(results, REFERENCES);
  }

  /** Whether a folder of results belongs to no sweep. */
  public static boolean isShared(String folder) {
    return folder.equals(REFERENCES);
  }

  /** How tables name a file of weights. */
  public static String modelPath(String file) {
    return MODELS + "/" + file;
  }

  /** How tables name a file of reference data. */
  public static String referencePath(String file) {
    return "../" + REFERENCES + "/" + file;
  }

  /**
   * The weights that a row of {@code trials} names, where the tables lie now.
   *
   * @param stored as {@link #modelPath} made it, or a path from where a run of an earlier version
   *     saw it: then too the file lies beside the tables under its own name
   */
  public static Path model(Path sweep, String stored) {
    return new Path(models(sweep), new Path(stored).getName());
  }
}
