package org.unfurl.sim.verification;

/**
 * What experiments are about; groups the rows of the table.
 *
 * @param name of a system, or a word such as {@code adjoints}
 * @param meaning what the rows compare, and what they do not show ("Not claimed: …"), in Markdown
 */
public record Subject(String name, String meaning) {

  /** Checks that there is something to say. */
  public Subject {
    if (name.isBlank() || meaning.isBlank()) {
      throw new IllegalArgumentException("subject (" + name + ") must have a name and a meaning");
    }
  }
}
