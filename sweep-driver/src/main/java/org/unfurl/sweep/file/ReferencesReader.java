package org.unfurl.sweep.file;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.Excerpt;
import org.unfurl.sim.reference.RecordedArray;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.sweep.plan.Axis;
import org.unfurl.sweep.plan.Evaluation;
import org.unfurl.sweep.plan.OwnData;
import org.unfurl.sweep.plan.TrainingBudget;

/**
 * Reads {@code references}: a list of maps, each of which names a file of trajectories for one
 * parameter of a split. The files are read too, to the last value.
 */
final class ReferencesReader {

  private static final String EXAMPLE =
      "references: [{ system: kuramoto-sivashinsky, parameter: 1.0, split: train, file:"
          + " data/ks.npy, frame-time: 1.0 }]";

  /** Relative difference up to which times are equal: they may be written with seven digits. */
  private static final double SAME_TIME = 1e-6;

  private static final List<Split> SPLITS = List.of(Split.values());

  private final Optional<Path> folder;
  private final Problems problems;
  private final List<Entry> entries = new ArrayList<>();
  private final UnseenTests unseenTests = new UnseenTests();

  /** One map of the list, as far as it could be read. */
  private record Entry(
      Section section,
      Optional<String> system,
      Optional<Double> parameter,
      Optional<Split> split,
      Optional<ScalarNode> file,
      Optional<ScalarNode> array,
      Optional<Double> frameTime,
      Optional<Long> every) {

    int line(String key) {
      return section.line(key);
    }
  }

  /**
   * Reads the list, but not yet the files.
   *
   * @param axes those that could be read
   * @param folder that relative paths begin at; empty if the sweep file is on another machine
   */
  ReferencesReader(
      Section top, Map<Axis<?>, List<?>> axes, Optional<Path> folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
    top.value(SweepKeys.REFERENCES).ifPresent(node -> readList(node, axes));
    reportRepetitions();
  }

  /** Whether the list gives data for a split, and so all of it. */
  boolean gives(String system, Split split) {
    return entries.stream()
        .anyMatch(
            entry ->
                entry.system().equals(Optional.of(system))
                    && entry.split().equals(Optional.of(split)));
  }

  /** Reads the files; what trials need of them is checked where it could be read itself. */
  List<OwnData> read(Optional<TrainingBudget> training, Optional<Evaluation> evaluation) {
    List<OwnData> read = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.system().isPresent()) {
        PhysicalSystem system = PhysicalSystems.named(entry.system().get());
        checkFrameTime(entry, system);
        ownData(entry, system, training, evaluation).ifPresent(read::add);
      }
    }
    unseenTests.report(problems);
    return read;
  }

  private void readList(Node node, Map<Axis<?>, List<?>> axes) {
    if (!(node instanceof SequenceNode list)) {
      problems.at(
          node,
          "references (" + Yaml.describe(node) + ") must be a list of maps, such as " + EXAMPLE);
      return;
    }
    for (Node item : list.getValue()) {
      if (item instanceof MappingNode map) {
        entries.add(
            entry(Section.open("references", map, SweepKeys.REFERENCE_KEYS, problems), axes));
      } else {
        problems.at(
            item,
            "references (" + Yaml.describe(item) + ") must be a list of maps, such as " + EXAMPLE);
      }
    }
  }

  private Entry entry(Section section, Map<Axis<?>, List<?>> axes) {
    Optional<String> system = system(section, axes);
    return new Entry(
        section,
        system,
        parameter(section, system),
        split(section),
        text(section, SweepKeys.FILE, "data/ks.npy", true),
        text(section, SweepKeys.ARRAY, "train", false),
        SweepKeys.FRAME_TIME.in(section, problems),
        SweepKeys.STRIDE.in(section, problems));
  }

  private Optional<String> system(Section section, Map<Axis<?>, List<?>> axes) {
    List<String> known =
        axes.containsKey(Axis.SYSTEM)
            ? axes.get(Axis.SYSTEM).stream().map(String.class::cast).toList()
            : PhysicalSystems.names();
    Optional<Node> node = section.value(Axis.SYSTEM.key());
    if (node.isEmpty()) {
      section.reportMissing(Axis.SYSTEM.key(), known.get(0), problems);
      return Optional.empty();
    }
    String written = Yaml.describe(node.get());
    if (!known.contains(written) && PhysicalSystems.names().contains(written)) {
      problems.at(
          node.get(),
          "system ("
              + written
              + ") in references must be a system of this sweep; choose from "
              + String.join(", ", known));
      return Optional.empty();
    }
    return Words.read(Axis.SYSTEM.key(), node.get(), known, problems);
  }

  private Optional<Double> parameter(Section section, Optional<String> system) {
    Optional<Node> node = section.value(SweepKeys.PARAMETER);
    if (node.isEmpty()) {
      section.reportMissing(SweepKeys.PARAMETER, "1.0", problems);
      return Optional.empty();
    }
    Optional<Double> number =
        Numbers.decimal(node.get()).map(BigDecimal::doubleValue).filter(Double::isFinite);
    if (number.isEmpty()) {
      problems.at(
          node.get(),
          "parameter (" + Yaml.describe(node.get()) + ") must be a number, such as 1.0");
    } else if (number.get() <= 0 && system.filter(name -> lists(name, number.get())).isEmpty()) {
      // What a system promises for its steppers.
      problems.at(
          node.get(),
          "parameter ("
              + Yaml.describe(node.get())
              + ") must be above 0, or one that its system lists, such as 1.0");
      return Optional.empty();
    }
    return number;
  }

  private static boolean lists(String system, double parameter) {
    PhysicalSystem physical = PhysicalSystems.named(system);
    return SPLITS.stream().anyMatch(split -> physical.parameters(split).contains(parameter));
  }

  private Optional<Split> split(Section section) {
    List<String> words = SPLITS.stream().map(Split::word).toList();
    Optional<Node> node = section.value(SweepKeys.SPLIT);
    if (node.isEmpty()) {
      section.reportMissing(SweepKeys.SPLIT, words.get(0), problems);
      return Optional.empty();
    }
    return Words.read(SweepKeys.SPLIT, node.get(), words, problems)
        .map(word -> SPLITS.get(words.indexOf(word)));
  }

  private Optional<ScalarNode> text(Section section, String key, String example, boolean required) {
    Optional<Node> node = section.value(key);
    if (node.isEmpty()) {
      if (required) {
        section.reportMissing(key, example, problems);
      }
      return Optional.empty();
    }
    if (node.get() instanceof ScalarNode scalar
        && !Yaml.isEmpty(scalar)
        && !scalar.getValue().isEmpty()) {
      return Optional.of(scalar);
    }
    problems.at(
        node.get(),
        key + " (" + Yaml.describe(node.get()) + ") must be one word or path, such as " + example);
    return Optional.empty();
  }

  private void reportRepetitions() {
    Map<List<Object>, Integer> lines = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.system().isEmpty() || entry.parameter().isEmpty() || entry.split().isEmpty()) {
        continue;
      }
      double parameter = entry.parameter().get();
      String split = entry.split().get().word();
      Integer first =
          lines.putIfAbsent(
              List.of(entry.system().get(), parameter, split), entry.section().line());
      if (first != null) {
        problems.at(
            entry.line(SweepKeys.PARAMETER),
            "parameter ("
                + SweepText.value(parameter)
                + ") must stand once in the "
                + split
                + " split of "
                + entry.system().get()
                + "; line "
                + first
                + " has the first");
      }
    }
  }

  private void checkFrameTime(Entry entry, PhysicalSystem system) {
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
        entry.line(SweepKeys.FRAME_TIME.key()),
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

  private Optional<OwnData> ownData(
      Entry entry,
      PhysicalSystem system,
      Optional<TrainingBudget> training,
      Optional<Evaluation> evaluation) {
    Optional<Path> file = entry.file().flatMap(this::existing);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<String> array = array(entry, file.get());
      if (array.isEmpty()) {
        return Optional.empty();
      }
      RecordedArray recorded = RecordedArray.open(file.get(), array.get(), system.shape());
      Optional<Excerpt> excerpt = excerpt(entry, recorded, training, evaluation);
      if (excerpt.isEmpty()) {
        return Optional.empty();
      }
      TrajectoryStarts starts = new TrajectoryStarts(excerpt.get().frames(), system.shape().size());
      String checksum = recorded.copy(excerpt.get(), starts);
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
          new OwnData(
              new ReferenceSpec(
                  system.name(),
                  entry.parameter().get(),
                  entry.split().orElseThrow(),
                  excerpt.get().trajectories(),
                  excerpt.get().frames(),
                  new Seed(0),
                  checksum),
              file.get().toString(),
              array.get(),
              entry.frameTime().get(),
              excerpt.get().every()));
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      problems.at(
          entry.line(SweepKeys.FILE),
          "file (" + Yaml.describe(entry.file().get()) + "): " + reason);
      return Optional.empty();
    }
  }

  /** The file as an absolute path; empty after a problem has been reported. */
  private Optional<Path> existing(ScalarNode node) {
    String written = node.getValue();
    Path path;
    try {
      path = Path.of(written);
    } catch (InvalidPathException e) {
      problems.at(node, "file (" + Yaml.describe(node) + ") must be a path: " + e.getReason());
      return Optional.empty();
    }
    if (folder.isEmpty() && !path.isAbsolute()) {
      problems.at(
          node,
          "file ("
              + written
              + ") must be an absolute path on this machine, since the sweep file is not on it");
      return Optional.empty();
    }
    Path absolute = folder.map(from -> from.resolve(path)).orElse(path).normalize();
    if (!Files.isRegularFile(absolute)) {
      boolean isFolder = Files.isDirectory(absolute);
      problems.at(
          node,
          "file ("
              + Yaml.describe(node)
              + ") must be a file, but "
              + absolute
              + (isFolder ? " is a folder; " : " does not exist; ")
              + hint(absolute));
      return Optional.empty();
    }
    if (!Files.isReadable(absolute)) {
      problems.at(
          node,
          "file ("
              + Yaml.describe(node)
              + ") must be readable for this user; give the right to read "
              + absolute);
      return Optional.empty();
    }
    return Optional.of(absolute);
  }

  private static String hint(Path missing) {
    Path parent = missing.getParent();
    if (parent != null && missing.getFileName() != null && Files.isDirectory(parent)) {
      try (Stream<Path> beside = Files.list(parent)) {
        List<String> names =
            beside
                .filter(Files::isRegularFile)
                .map(path -> path.getFileName().toString())
                .sorted()
                .toList();
        Optional<String> near = Spelling.nearest(missing.getFileName().toString(), names);
        if (near.isPresent()) {
          return "did you mean " + near.get() + "?";
        }
      } catch (IOException e) {
        // Then there is nothing to suggest.
      }
    }
    return "paths begin at the folder of the sweep file";
  }

  /** The name of the array, empty in a .npy file; nothing after a problem has been reported. */
  private Optional<String> array(Entry entry, Path file) throws IOException {
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

  /** What trials use of the array; empty if it is too short, or if that is not known. */
  private Optional<Excerpt> excerpt(
      Entry entry,
      RecordedArray recorded,
      Optional<TrainingBudget> training,
      Optional<Evaluation> evaluation) {
    if (entry.split().isEmpty() || entry.every().isEmpty()) {
      return Optional.empty();
    }
    int every = Math.toIntExact(entry.every().get());
    if (entry.split().get() == Split.TRAIN) {
      return training
          .map(budget -> new Excerpt(recorded.trajectories(), every, budget.frames()))
          .filter(excerpt -> fits(entry, recorded, excerpt, "frames of training", "frames"));
    }
    return evaluation
        .map(scored -> new Excerpt(scored.tests(), every, scored.rolloutFrames() + 1))
        .filter(excerpt -> fits(entry, recorded, excerpt, "rollout-frames + 1", "rollout-frames"));
  }

  private boolean fits(
      Entry entry, RecordedArray recorded, Excerpt excerpt, String neededFor, String framesKey) {
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
