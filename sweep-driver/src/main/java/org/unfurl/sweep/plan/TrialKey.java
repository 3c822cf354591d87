package org.unfurl.sweep.plan;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.unfurl.sim.random.Sha256;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.train.setting.Setting;

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
  public static final int SCHEMA = 3;

  private static final Pattern WRITTEN_SCHEMA = Pattern.compile("\"schema\":(\\d{1,6})[,}]");

  private static final int HEX_DIGITS = 32;

  private TrialKey() {}

  /** First 32 hexadecimal digits of SHA-256 over {@link #canonicalJson}. */
  public static String of(TrialConfig config) {
    return of(config, TrialSettings.registered());
  }

  /** The same of a trial that has these settings. */
  public static String of(TrialConfig config, TrialSettings settings) {
    byte[] hash = Sha256.of(canonicalJson(config, settings));
    return HexFormat.of().formatHex(hash).substring(0, HEX_DIGITS);
  }

  /** The configuration as the key hashes it: one line, keys sorted, numbers in one spelling. */
  public static String canonicalJson(TrialConfig config) {
    return canonicalJson(config, TrialSettings.registered());
  }

  /** The same of a trial that has these settings. */
  public static String canonicalJson(TrialConfig config, TrialSettings settings) {
    Map<String, Object> json = new HashMap<>();
    json.put("schema", SCHEMA);
    json.put("sweep-seed", config.sweepSeed().value());
    json.put("evaluation", evaluation(config.evaluation()));
    for (Setting<?> setting : settings.all()) {
      Object plain = config.values().plain(setting);
      // What does nothing is left out, so that a setting that is added later changes no key.
      if (plain != null && !setting.isNeutral(plain)) {
        put(json, setting.key(), plain);
      }
    }
    if (config instanceof TrialConfig.Bare bare) {
      json.put("baseline", bare.baseline().word());
    }
    // Left out where there are none, so that a sweep without files keeps the keys it had.
    if (!config.ownReferences().isEmpty()) {
      json.put("own-references", ownReferences(config.ownReferences()));
    }
    return CanonicalJson.write(json);
  }

  /** The schema that a canonical configuration was written by; 0 if it is none. */
  public static int schemaOf(String canonicalJson) {
    Matcher matcher = WRITTEN_SCHEMA.matcher(canonicalJson);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  @SuppressWarnings("unchecked") // which are made here
  private static void put(Map<String, Object> json, String dotted, Object value) {
    int dot = dotted.indexOf('.');
    if (dot < 0) {
      json.put(dotted, value);
    } else {
      Object inner = json.computeIfAbsent(dotted.substring(0, dot), key -> new HashMap<>());
      put((Map<String, Object>) inner, dotted.substring(dot + 1), value);
    }
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
}
