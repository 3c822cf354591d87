package org.unfurl.sweep.table;

/** What becomes of two rows of one key that are not equal, see {@link Table#provenance}. */
public enum OnDifference {
  /** Neither is taken for the right one: the files are named and left as they are. */
  REFUSE,
  /** The row that comes first stays, with all that belongs to it. */
  KEEP_FIRST;

  /** As people write it. */
  @Override
  public String toString() {
    return this == REFUSE ? "refuse" : "keep-first";
  }
}
