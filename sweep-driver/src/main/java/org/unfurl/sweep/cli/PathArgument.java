package org.unfurl.sweep.cli;

import org.unfurl.sim.path.WrittenPath;

/** A path of the command line. */
final class PathArgument {

  private PathArgument() {}

  /**
   * The path that is meant.
   *
   * @param name of the argument, for the message
   */
  static String resolve(String name, String written) throws BadInputException {
    try {
      return WrittenPath.resolve(written);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(name + " (" + written + ") " + e.getMessage());
    }
  }
}
