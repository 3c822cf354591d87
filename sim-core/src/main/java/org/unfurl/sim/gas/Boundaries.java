package org.unfurl.sim.gas;

/**
 * The four sides of a grid.
 *
 * @param firstColumn before column 0; periodic together with {@code lastColumn}
 * @param lastColumn after the last column
 * @param firstRow below row 0, the body on an O-grid; periodic together with {@code lastRow}
 * @param lastRow above the last row
 */
public record Boundaries(
    Boundary firstColumn, Boundary lastColumn, Boundary firstRow, Boundary lastRow) {

  /** A doubly periodic box. */
  public static final Boundaries PERIODIC =
      new Boundaries(Boundary.PERIODIC, Boundary.PERIODIC, Boundary.PERIODIC, Boundary.PERIODIC);

  /** Checks that periodic sides come in pairs. */
  public Boundaries {
    requirePair("firstColumn", firstColumn, "lastColumn", lastColumn);
    requirePair("firstRow", firstRow, "lastRow", lastRow);
  }

  /** An O-grid: a body within the free stream. */
  public static Boundaries around(Boundary body) {
    return new Boundaries(Boundary.PERIODIC, Boundary.PERIODIC, body, Boundary.FAR_FIELD);
  }

  private static void requirePair(
      String firstName, Boundary first, String lastName, Boundary last) {
    if ((first == Boundary.PERIODIC) != (last == Boundary.PERIODIC)) {
      throw new IllegalArgumentException(
          firstName
              + " ("
              + first
              + ") and "
              + lastName
              + " ("
              + last
              + ") must both be PERIODIC or neither");
    }
  }
}
