package org.unfurl.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.unfurl.sim.random.Seed;
import org.unfurl.sweep.file.SweepFile;
import org.unfurl.sweep.plan.Makespan;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Schedule;
import org.unfurl.sweep.plan.Trial;

/**
 * A study on a thousand executors, on a virtual clock: the launch order is that of a run, the
 * durations are predictions times the error that the cost model made for a trial of a real sweep.
 *
 * @param makespan seconds until the last trial ends
 * @param lowerBound seconds that no order can beat
 */
record Fleet(double makespan, double lowerBound) {

  private static final int EXECUTORS = 1000;

  /** Replicates of each point of the study's grid. */
  private static final int SEEDS = 120;

  /**
   * A real sweep of 108 trials in local[2] on a machine with other work: label, predicted and
   * measured seconds, one trial a line.
   */
  private static final String TRIAL_SECONDS = "trial-seconds.csv";

  private static final String STUDY =
      """
      sweep: study
      system: kuramoto-sivashinsky
      task: [prediction, correction]
      modality: [one, nog, wig]
      unroll-length: [2, 3, 4, 6, 8]
      network:
        - { architecture: conv-resnet, width: 8, depth: 2 }
        - { architecture: conv-resnet, width: 16, depth: 4 }
        - { architecture: conv-resnet, width: 26, depth: 8 }
        - { architecture: conv-resnet, width: 40, depth: 8 }
        - { architecture: conv-resnet, width: 52, depth: 12 }
      training: { updates: 42000, learning-rate: { initial: 1e-4 } }
      seed: %s
      """;

  /** Plays the study through once; always the same. */
  static Fleet ofTheStudy() throws IOException {
    List<Double> errors = recordedErrors();
    var random = new Seed(0).derive("fleet").generator();
    Plan plan = study();
    Map<String, Double> seconds =
        plan.trials().stream()
            .collect(
                Collectors.toMap(
                    Trial::key,
                    trial -> trial.predictedSeconds() * errors.get(random.nextInt(errors.size()))));
    List<Double> packs =
        Schedule.packs(plan.trials(), EXECUTORS).stream()
            .map(pack -> pack.stream().mapToDouble(trial -> seconds.get(trial.key())).sum())
            .toList();
    return new Fleet(
        Makespan.of(packs, EXECUTORS),
        Makespan.lowerBound(List.copyOf(seconds.values()), EXECUTORS));
  }

  private static Plan study() {
    String seeds = IntStream.range(0, SEEDS).boxed().toList().toString();
    if (SweepFile.read(STUDY.formatted(seeds), "study.yaml") instanceof SweepFile.Result.Valid it) {
      return Plan.of(it.sweep());
    }
    throw new IllegalStateException("the study must be a valid sweep file");
  }

  /** Measured over predicted seconds, trial by trial. */
  private static List<Double> recordedErrors() throws IOException {
    List<Double> errors = new ArrayList<>();
    try (InputStream in = Fleet.class.getResourceAsStream(TRIAL_SECONDS);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.readLine(); // the names of the columns
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] columns = line.split(",");
        errors.add(Double.parseDouble(columns[2]) / Double.parseDouble(columns[1]));
      }
    }
    return errors;
  }
}
