package org.unfurl.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceDivergedException;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.train.task.Task;
import org.unfurl.train.trainer.Trainer;
import org.unfurl.train.trainer.Training;
import org.unfurl.train.trainer.TrainingProgress;
import org.unfurl.train.unroll.Modality;

/**
 * Our side of {@code benchmarks/compare}: reads one name a line from standard input, measures it,
 * and answers with one line of JSON. The process stays warm between two measurements, in which a
 * peer has its turn.
 *
 * <ul>
 *   <li>{@code ks-<scheme>-<points>}: microseconds per step and trajectory
 *   <li>{@code ks-<scheme>-vjp-<points>}: the same for its adjoint
 *   <li>{@code vorticity-<scheme>-<points>}, {@code vorticity-<scheme>-vjp-<points>}: microseconds
 *       per step of one state on a square of so many points a side
 *   <li>{@code kolmogorov-piso-<points>}, {@code wake-operator-splitting-<columns>}, and with
 *       {@code -vjp} before the number: microseconds per step of one state
 *   <li>{@code aerofoil-finite-volume}, {@code aerofoil-finite-volume-vjp}: microseconds per frame
 *   <li>{@code ks-references}: seconds for the study's training set
 *   <li>{@code train-<task>-<modality>-<width>x<depth>}: milliseconds per update
 *   <li>{@code fleet-makespan}, {@code fleet-lower-bound}: virtual hours of a study on a thousand
 *       executors
 * </ul>
 */
public final class Measure {

  private static final Pattern STEPPER =
      Pattern.compile("(ks|vorticity)-([a-z0-9]+?)(-vjp)?-(\\d+)");
  private static final Pattern FLOW =
      Pattern.compile(
          "(kolmogorov-piso|wake-operator-splitting|aerofoil-finite-volume)(-vjp)?(?:-(\\d+))?");
  private static final Pattern TRAINING = Pattern.compile("train-([a-z-]+)-(\\w+)-(\\d+)x(\\d+)");

  /** Points times steps in one lap, so that a lap takes milliseconds. */
  private static final int POINT_STEPS_PER_LAP = 48_000;

  /** The same on a plane. */
  private static final int PLANE_POINT_STEPS_PER_LAP = 160_000;

  private final double warmUpSeconds;
  private final double seconds;
  private final Map<Double, Trajectories> data;

  private Measure(double warmUpSeconds, double seconds, Map<Double, Trajectories> data) {
    this.warmUpSeconds = warmUpSeconds;
    this.seconds = seconds;
    this.data = data;
  }

  /**
   * Answers until the input ends.
   *
   * @param arguments seconds to warm up and seconds to measure, for each name
   */
  public static void main(String[] arguments) throws IOException, ReferenceDivergedException {
    Measure measure =
        new Measure(
            Double.parseDouble(arguments[0]),
            Double.parseDouble(arguments[1]),
            Workload.references(Workload.TRAINING_FRAMES));
    BufferedReader names =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String name = names.readLine(); name != null; name = names.readLine()) {
      System.out.println(measure.answer(name));
    }
  }

  private String answer(String name) throws IOException, ReferenceDivergedException {
    if (name.startsWith("fleet-")) {
      return fleet(name);
    }
    if (name.equals("ks-references")) {
      return references(name);
    }
    Matcher stepper = STEPPER.matcher(name);
    if (stepper.matches()) {
      String scheme = stepper.group(2);
      boolean adjoint = stepper.group(3) != null;
      int points = Integer.parseInt(stepper.group(4));
      return stepper.group(1).equals("ks")
          ? step(
              name,
              adjoint,
              Workload.stepper(scheme, points),
              Workload.states(points),
              Workload.cotangents(points),
              POINT_STEPS_PER_LAP / points)
          : step(
              name,
              adjoint,
              Vortices.stepper(scheme, points),
              Vortices.state(points),
              Vortices.cotangent(points),
              Math.max(1, PLANE_POINT_STEPS_PER_LAP / (points * points)));
    }
    Matcher flow = FLOW.matcher(name);
    if (flow.matches()) {
      return flow(name, flow.group(1), flow.group(2) != null, flow.group(3));
    }
    Matcher training = TRAINING.matcher(name);
    if (training.matches()) {
      return train(
          name,
          Task.of(training.group(1)),
          Modality.of(training.group(2)),
          Integer.parseInt(training.group(3)),
          Integer.parseInt(training.group(4)));
    }
    throw new IllegalArgumentException(
        "name ("
            + name
            + ") must be ks-<scheme>[-vjp]-<points>, vorticity-<scheme>[-vjp]-<points>,"
            + " kolmogorov-piso[-vjp]-<points>, wake-operator-splitting[-vjp]-<columns>,"
            + " aerofoil-finite-volume[-vjp], ks-references, fleet-makespan,"
            + " fleet-lower-bound or train-<task>-<modality>-<w>x<d>");
  }

  private String flow(String name, String solver, boolean adjoint, String size) {
    Flow flow =
        switch (solver) {
          case "kolmogorov-piso" -> Flow.piso(Integer.parseInt(size));
          case "wake-operator-splitting" -> Flow.wake(Integer.parseInt(size));
          default -> Flow.aerofoil();
        };
    int steps = Math.max(1, PLANE_POINT_STEPS_PER_LAP / flow.state().length);
    return step(name, adjoint, flow.stepper(), flow.state(), flow.cotangent(), steps);
  }

  private static String fleet(String name) throws IOException {
    Fleet fleet = Fleet.ofTheStudy();
    double seconds = name.equals("fleet-makespan") ? fleet.makespan() : fleet.lowerBound();
    return String.format(
        Locale.ROOT, "{\"name\": \"%s\", \"median\": %.6g, \"unit\": \"h\"}", name, seconds / 3600);
  }

  /**
   * Times a step, or its adjoint.
   *
   * @param state one state or a batch of them; the time is that of one
   */
  private String step(
      String name,
      boolean adjoint,
      DifferentiableStepper stepper,
      double[] state,
      double[] cotangent,
      int steps) {
    double[] next = new double[state.length];
    Sampling sampling = new Sampling(warmUpSeconds, seconds);
    while (!sampling.finished()) {
      for (int step = 0; step < steps; step++) {
        if (adjoint) {
          stepper.vjp(state, cotangent, next);
        } else {
          // Always from the same states: not every scheme stays bounded over thousands of steps.
          stepper.step(state, next);
        }
      }
      sampling.lap();
    }
    if (!Double.isFinite(next[0])) {
      throw new IllegalStateException("state (" + next[0] + ") must stay finite to be timed");
    }
    return sampling.json(name, 1e6 * stepper.stateSize() / ((double) steps * state.length), "us");
  }

  private String references(String name) throws ReferenceDivergedException {
    Sampling sampling = new Sampling(warmUpSeconds, seconds);
    while (!sampling.finished()) {
      Workload.references(Workload.STUDY_FRAMES);
      sampling.lap();
    }
    return sampling.json(name, 1, "s");
  }

  private String train(String name, Task task, Modality modality, int width, int depth) {
    Sampling sampling = new Sampling(warmUpSeconds, seconds);
    Training training =
        Trainer.train(
            Workload.training(task, modality, width, depth, Integer.MAX_VALUE),
            Workload.system(),
            data,
            new Seed(0),
            new TrainingProgress() {
              @Override
              public void updated(int updates) {
                sampling.lap();
              }

              @Override
              public boolean cancelled() {
                return sampling.finished();
              }
            });
    if (!(training instanceof Training.Cancelled)) {
      throw new IllegalStateException("training (" + training + ") must stay finite to be timed");
    }
    return sampling.json(name, 1e3, "ms");
  }
}
