package org.unfurl.sweep.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.unfurl.sweep.plan.Axis;
import org.unfurl.sweep.plan.Baseline;

/** Every key of a sweep file with its range and what holds where it is left out. */
final class SweepKeys {

  static final String SWEEP = "sweep";
  static final String TRAINING = "training";
  static final String LEARNING_RATE = "learning-rate";
  static final String EVALUATION = "evaluation";
  static final String REFERENCES = "references";
  static final String PARAMETER = "parameter";
  static final String SPLIT = "split";
  static final String FILE = "file";
  static final String ARRAY = "array";
  static final String EXCLUDE = "exclude";
  static final String BASELINES = "baselines";
  static final String ARCHITECTURE = "architecture";

  static final WholeNumber SWEEP_SEED = WholeNumber.preset("sweep-seed", 0, Long.MAX_VALUE, 0);

  static final WholeNumber SEED = WholeNumber.required("seed", 0, Long.MAX_VALUE, 0);
  static final WholeNumber UNROLL_LENGTH = WholeNumber.preset("unroll-length", 1, 1_000, 3);
  static final WholeNumber WARM_UP = WholeNumber.preset("warm-up", 0, 999, 0);
  static final WholeNumber TRUNCATION = WholeNumber.preset("truncation", 0, 1_000, 0);

  static final WholeNumber WIDTH = WholeNumber.required("width", 1, 1_024, 26);
  static final WholeNumber DEPTH = WholeNumber.required("depth", 0, 256, 8);

  static final WholeNumber UPDATES = WholeNumber.required("updates", 0, 10_000_000, 1_500);
  static final WholeNumber BATCH_SIZE = WholeNumber.preset("batch-size", 1, 65_536, 16);

  /** The study trains on six trajectories of every parameter. */
  static final WholeNumber TRAJECTORIES = WholeNumber.preset("trajectories", 1, 10_000, 6);

  static final WholeNumber FRAMES = WholeNumber.preset("frames", 2, 100_000, 1_250);

  static final RealNumber INITIAL = new RealNumber("initial", 10, Optional.empty(), "1e-3");
  static final RealNumber DECAY = new RealNumber("decay", 1, Optional.of(0.9), "0.9");
  static final WholeNumber EVERY = WholeNumber.preset("every", 1, 10_000_000, 2_000);

  static final WholeNumber TESTS = WholeNumber.preset("tests", 1, 10_000, 10);
  static final WholeNumber ERROR_HORIZON = WholeNumber.preset("error-horizon", 1, 100_000, 12);
  static final WholeNumber ROLLOUT_FRAMES = WholeNumber.preset("rollout-frames", 1, 100_000, 200);

  static final RealNumber FRAME_TIME = new RealNumber("frame-time", 1e12, Optional.empty(), "1.0");
  static final WholeNumber STRIDE = WholeNumber.preset("every", 1, 1_000_000, 1);

  /** The baselines of a sweep that names none. */
  static final List<Baseline> ALL_BASELINES = List.of(Baseline.values());

  static final List<String> AXIS_KEYS = Axis.all().stream().map(Axis::key).toList();

  static final List<String> TOP_KEYS =
      Stream.of(
              Stream.of(SWEEP, SWEEP_SEED.key()),
              AXIS_KEYS.stream(),
              Stream.of(TRAINING, EVALUATION, REFERENCES, EXCLUDE, BASELINES))
          .flatMap(keys -> keys)
          .toList();

  static final List<String> NETWORK_KEYS = List.of(ARCHITECTURE, WIDTH.key(), DEPTH.key());

  static final List<String> TRAINING_KEYS =
      List.of(UPDATES.key(), BATCH_SIZE.key(), TRAJECTORIES.key(), FRAMES.key(), LEARNING_RATE);

  static final List<String> LEARNING_RATE_KEYS = List.of(INITIAL.key(), DECAY.key(), EVERY.key());

  static final List<String> EVALUATION_KEYS =
      List.of(TESTS.key(), ERROR_HORIZON.key(), ROLLOUT_FRAMES.key());

  static final List<String> REFERENCE_KEYS =
      List.of(Axis.SYSTEM.key(), PARAMETER, SPLIT, FILE, ARRAY, FRAME_TIME.key(), STRIDE.key());

  private SweepKeys() {}

  /** What holds on an axis that the file leaves out, for the axes that have such a value. */
  static Map<Axis<?>, List<?>> presetAxes() {
    Map<Axis<?>, List<?>> presets = new LinkedHashMap<>();
    UNROLL_LENGTH.preset().ifPresent(m -> presets.put(Axis.UNROLL_LENGTH, List.of(m.intValue())));
    WARM_UP.preset().ifPresent(w -> presets.put(Axis.WARM_UP, List.of(w.intValue())));
    TRUNCATION.preset().ifPresent(k -> presets.put(Axis.TRUNCATION, List.of(k.intValue())));
    return presets;
  }
}
