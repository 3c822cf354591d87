package org.unfurl.sweep.plan;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.unfurl.sim.random.Sha256;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.train.architecture.Size;
import org.unfurl.train.trainer.TrainingConfig;

/**
 * The identity of a trial: a hash of its canonical configuration. It depends neither on the sweep's
 * name nor on the other trials nor on the machine, so that a result can be found again by whoever
 * asks the same question.
 */
public final class TrialKey {

  /**
   * Raised when a component is added, removed or changes its meaning: old results then no longer
   * answer to the new keys.
   */
  private static final int SCHEMA = 2;

  private static final int HEX_DIGITS = 32;

  private TrialKey() {}

  /** First 32 hexadecimal digits of SHA-256 over {@link #canonicalJson}. */
  public static String of(TrialConfig config) {
    byte[] hash = Sha256.of(canonicalJson(config));
    return HexFormat.of().formatHex(hash).substring(0, HEX_DIGITS);
  }

  /** The configuration as the key hashes it: one line, keys sorted, numbers in one spelling. */
  public static String canonicalJson(TrialConfig config) {
    Map<String, Object> json = new HashMap<>();
    json.put("schema", SCHEMA);
    json.put("system", config.system());
    json.put("sweep-seed", config.sweepSeed().value());
    json.put("evaluation", evaluation(config.evaluation()));
    if (config instanceof TrialConfig.Trained trained) {
      json.put("seed", trained.seed());
      json.put("training-trajectories", trained.trainingTrajectories());
      json.put("training-frames", trained.trainingFrames());
      json.put("training", training(trained.training()));
    } else if (config instanceof TrialConfig.Bare bare) {
      json.put("baseline", bare.baseline().word());
      json.put("scheme", bare.scheme());
    }
    // Left out where there are none, so that a sweep without files keeps the keys it had.
    if (!config.ownReferences().isEmpty()) {
      json.put("own-references", ownReferences(config.ownReferences()));
    }
    return CanonicalJson.write(json);
  }

  /** By split and parameter the checksum of the data, which holds their shape too. */
  private static Map<String, Map<String, String>> ownReferences(List<ReferenceSpec> specs) {
    Map<String, Map<String, String>> bySplit = new HashMap<>();
    for (ReferenceSpec spec : specs) {
      bySplit
          .computeIfAbsent(spec.split().word(), split -> new HashMap<>())
          .put(CanonicalJson.number(spec.parameter()), spec.recorded());
    }
    return bySplit;
  }

  private static Map<String, Object> evaluation(Evaluation evaluation) {
    return Map.of(
        "tests", evaluation.tests(),
        "error-horizon", evaluation.errorHorizon(),
        "rollout-frames", evaluation.rolloutFrames());
  }

  private static Map<String, Object> training(TrainingConfig training) {
    return Map.of(
        "task", training.task().word(),
        "scheme", training.scheme(),
        "modality", training.modality().word(),
        "unroll-length", training.unrollLength(),
        "warm-up", training.warmUp(),
        "truncation", training.truncation(),
        "architecture",
            Map.of(
                "name", training.architecture().name(),
                "width", training.architecture().values().of(Size.WIDTH),
                "depth", training.architecture().values().of(Size.DEPTH)),
        "batch-size", training.batchSize(),
        "updates", training.updates(),
        "learning-rate",
            Map.of(
                "initial", training.learningRate().initial(),
                "decay", training.learningRate().decay(),
                "every", training.learningRate().every()));
  }
}
