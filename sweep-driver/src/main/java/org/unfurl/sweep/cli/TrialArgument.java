package org.unfurl.sweep.cli;

import java.util.List;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Trial;

/** A trial of a plan as a user names it: by its label, or by the beginning of its key. */
final class TrialArgument {

  private static final int SHORTEST_KEY = 4;

  private TrialArgument() {}

  static Trial find(Plan plan, String name) throws BadInputException {
    List<Trial> found =
        plan.trials().stream()
            .filter(
                trial ->
                    trial.label().equals(name)
                        || (name.length() >= SHORTEST_KEY && trial.key().startsWith(name)))
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    List<String> labels = plan.trials().stream().map(Trial::label).sorted().toList();
    throw new BadInputException(
        "trial ("
            + name
            + ") must be the label of a trial of this sweep, or the beginning of one key; it fits "
            + found.size()
            + ". The labels: "
            + String.join(", ", labels));
  }
}
