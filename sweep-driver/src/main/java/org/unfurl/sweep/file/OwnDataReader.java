package org.unfurl.sweep.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.Excerpt;
import org.unfurl.sim.reference.FrameObserver;
import org.unfurl.sim.reference.RecordedArray;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.sweep.plan.Evaluation;
import org.unfurl.sweep.plan.OwnData;
import org.unfurl.sweep.spelling.Spelling;

/** Reads the files that {@code references} names, to the last value. */
final class OwnDataReader {

  /** Relative difference up to which times are equal: they may be written with seven digits. */
  private static final double SAME_TIME = 1e-6;

  private final DataFiles files;
  private final List<Integer> trainingFrames;
  private final Optional<Evaluation> evaluation;
  private final Problems problems;
  private final UnseenTests unseenTests = new UnseenTests();

  /**
   * What trials need of the files is checked where it could be read itself.
   *
   * @param trainingFrames the values of that axis; none if they could not be read
   * @param folder that relative paths begin at; empty if the sweep file is on another machine
   */
  OwnDataReader(
      Optional<Path> folder,
      List<Integer> trainingFrames,
      Optional<Evaluation> evaluation,
      Problems problems) {
    this.files = new DataFiles(folder, problems);
    this.trainingFrames = trainingFrames;
    this.evaluation = evaluation;
    this.problems = problems;
  }

  /** What could be read; the rest has been reported. */
  List<OwnData> read(List<ReferenceEntry> entries) {
    List<OwnData> read = new ArrayList<>();
    for (ReferenceEntry entry : entries) {
      if (entry.system().isPresent()) {
        PhysicalSystem system = PhysicalSystems.named(entry.system().get());
        checkFrameTime(entry, system);
        read.addAll(read(entry, system));
      }
    }
    unseenTests.report(problems);
    return read;
  }

  private void checkFrameTime(ReferenceEntry entry, PhysicalSystem system) {
    if (entry.frameTime().isEmpty() || entry.every().isEmpty()) {
      return;
    }
    double wanted = system.frameTime();
    double frameTime = entry.frameTime().get();
    if (isSame(frameTime * entry.every().get(), wanted)) {
      return;
    }
    long stride = Math.round(wanted / frameTime);
    boolean fits = stride >= 1 && isSame(frameTime * stride, wanted);
    problems.at(
        entry.line(SweepKeys.last(SweepKeys.FRAME_TIME)),
        "frame-time ("
            + SweepText.value(frameTime)
            + ") times every ("
            + entry.every().get()
            + ") must be "
            + SweepText.value(wanted)
            + ", the time between two frames of "
            + system.name()
            + "; "
            + (fits
                ? "give every: " + stride
                : "no stride fits: record frames that are " + SweepText.value(wanted) + " apart"));
  }

  private static boolean isSame(double time, double wanted) {
    return Math.abs(time - wanted) <= SAME_TIME * wanted;
  }

  private List<OwnData> read(ReferenceEntry entry, PhysicalSystem system) {
    Optional<Path> file = entry.file().flatMap(files::find);
    if (file.isEmpty()) {
      return List.of();
    }
    try {
      Optional<String> array = array(entry, file.get());
      return array.isEmpty() ? List.of() : read(entry, system, file.get(), array.get());
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      problems.at(
          entry.line(SweepKeys.FILE),
          "file (" + Yaml.describe(entry.file().get()) + "): " + reason);
      return List.of();
    }
  }

  private List<OwnData> read(ReferenceEntry entry, PhysicalSystem system, Path file, String array)
      throws IOException {
    RecordedArray recorded = RecordedArray.open(file, array, system.shape());
    List<OwnData> read = new ArrayList<>();
    for (Excerpt excerpt : excerpts(entry, recorded)) {
      read(entry, system, recorded, excerpt)
          .map(
              spec ->
                  new OwnData(
                      spec,
                      file.toString(),
                      array,
                      entry.frameTime().orElseThrow(),
                      excerpt.every()))
          .ifPresent(read::add);
    }
    return read;
  }

  private Optional<ReferenceSpec> read(
      ReferenceEntry entry, PhysicalSystem system, RecordedArray recorded, Excerpt excerpt)
      throws IOException {
    TrajectoryStarts starts = new TrajectoryStarts(system.shape().size());
    FrameObserver scorable = scorable(entry, system);
    String checksum =
        recorded.copy(
            excerpt,
            OutputStream.nullOutputStream(),
            (trajectory, frame, values, offset) -> {
              starts.frame(trajectory, frame, values, offset);
              scorable.frame(trajectory, frame, values, offset);
            });
    unseenTests.add(
        new UnseenTests.Recording(
            entry.line(SweepKeys.FILE),
            system.name(),
            entry.split().orElseThrow(),
            Yaml.describe(entry.file().get()),
            starts.checksums()));
    if (entry.parameter().isEmpty() || entry.frameTime().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ReferenceSpec(
            system.name(),
            entry.parameter().get(),
            entry.split().orElseThrow(),
            excerpt.trajectories(),
            excerpt.frames(),
            new Seed(0),
            checksum));
  }

  /** Only what is tested on is scored. */
  private FrameObserver scorable(ReferenceEntry entry, PhysicalSystem system) {
    return entry.split().equals(Optional.of(Split.TRAIN))
        ? FrameObserver.NONE
        : new ScorableTrajectories(evaluation.orElseThrow().errorHorizon(), system.shape().size());
  }

  /** The name of the array, empty in a .npy file; nothing after a problem has been reported. */
  private Optional<String> array(ReferenceEntry entry, Path file) throws IOException {
    List<String> names = RecordedArray.names(file);
    if (entry.array().isEmpty()) {
      if (names.size() > 1 && entry.section().value(SweepKeys.ARRAY).isEmpty()) {
        problems.at(
            entry.line(SweepKeys.FILE),
            "array (missing) must be given, since the file has "
                + names.size()
                + "; choose from "
                + String.join(", ", names));
      }
      return names.size() > 1 ? Optional.empty() : Optional.of(names.isEmpty() ? "" : names.get(0));
    }
    ScalarNode node = entry.array().get();
    if (names.isEmpty()) {
      problems.at(
          node,
          "array ("
              + Yaml.describe(node)
              + ") must be left out, since a .npy file has one array without a name");
      return Optional.empty();
    }
    if (!names.contains(node.getValue())) {
      problems.at(
          node,
          "array ("
              + Yaml.describe(node)
              + ") is not in the file; "
              + Spelling.hint(node.getValue(), names));
      return Optional.empty();
    }
    return Optional.of(node.getValue());
  }

  /**
   * What trials use of the array, once for each length of training; none if it is too short, or if
   * that is not known.
   */
  private List<Excerpt> excerpts(ReferenceEntry entry, RecordedArray recorded) {
    if (entry.split().isEmpty() || entry.every().isEmpty()) {
      return List.of();
    }
    int every = entry.every().get();
    if (entry.split().get() == Split.TRAIN) {
      return trainingFrames.stream()
          .map(frames -> new Excerpt(recorded.trajectories(), every, frames))
          .filter(excerpt -> fits(entry, recorded, excerpt, "frames of training", "frames"))
          .toList();
    }
    return evaluation.stream()
        .map(scored -> new Excerpt(scored.tests(), every, scored.rolloutFrames() + 1))
        .filter(excerpt -> fits(entry, recorded, excerpt, "rollout-frames + 1", "rollout-frames"))
        .toList();
  }

  private boolean fits(
      ReferenceEntry entry,
      RecordedArray recorded,
      Excerpt excerpt,
      String neededFor,
      String framesKey) {
    int line = entry.line(SweepKeys.FILE);
    String ofFile = " of file (" + Yaml.describe(entry.file().orElseThrow()) + ")";
    int frames = (recorded.frames() - 1) / excerpt.every() + 1;
    if (excerpt.frames() > frames) {
      String stride =
          excerpt.every() > 1 ? ", every " + excerpt.every() + "th of " + recorded.frames() : "";
      problems.at(
          line,
          "frames ("
              + frames
              + stride
              + ")"
              + ofFile
              + " must be at least "
              + neededFor
              + " ("
              + excerpt.frames()
              + "); record more or lower "
              + framesKey);
    }
    if (excerpt.trajectories() > recorded.trajectories()) {
      problems.at(
          line,
          "trajectories ("
              + recorded.trajectories()
              + ")"
              + ofFile
              + " must be at least tests ("
              + excerpt.trajectories()
              + "); record more or lower tests");
    }
    return recorded.contains(excerpt);
  }
}
