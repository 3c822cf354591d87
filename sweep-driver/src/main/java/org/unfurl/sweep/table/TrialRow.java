package org.unfurl.sweep.table;

import java.util.Set;

/**
 * A row of {@code trials} as read back, with the columns that reports need; named as there. Null
 * stands where the table has no value.
 */
public record TrialRow(
    String trialKey,
    String label,
    String system,
    String scheme,
    String task,
    String baseline,
    String modality,
    Integer unrollLength,
    Integer warmUp,
    Integer truncation,
    String architecture,
    Integer width,
    Integer depth,
    Long parameters,
    Long seed,
    Integer errorHorizon,
    Integer rolloutFrames,
    String outcome,
    Double trainSeconds,
    Double relativeError,
    Double relativeErrorInterpolation,
    Double relativeErrorExtrapolation,
    Double stableFrames,
    Double correlatedFrames,
    String errorClass,
    String errorMessage,
    String codeFingerprint) {

  static final Set<String> COLUMNS =
      Set.of(
          "trial_key",
          "label",
          "system",
          "scheme",
          "task",
          "baseline",
          "modality",
          "unroll_length",
          "warm_up",
          "truncation",
          "architecture",
          "width",
          "depth",
          "parameters",
          "seed",
          "error_horizon",
          "rollout_frames",
          "outcome",
          "train_seconds",
          "relative_error",
          "relative_error_interpolation",
          "relative_error_extrapolation",
          "stable_frames",
          "correlated_frames",
          "error_class",
          "error_message",
          "code_fingerprint");

  static TrialRow of(Row row) {
    return new TrialRow(
        row.text("trial_key"),
        row.text("label"),
        row.text("system"),
        row.text("scheme"),
        row.text("task"),
        row.text("baseline"),
        row.text("modality"),
        row.integer("unroll_length"),
        row.integer("warm_up"),
        row.integer("truncation"),
        row.text("architecture"),
        row.integer("width"),
        row.integer("depth"),
        row.number("parameters"),
        row.number("seed"),
        row.integer("error_horizon"),
        row.integer("rollout_frames"),
        row.text("outcome"),
        row.real("train_seconds"),
        row.real("relative_error"),
        row.real("relative_error_interpolation"),
        row.real("relative_error_extrapolation"),
        row.real("stable_frames"),
        row.real("correlated_frames"),
        row.text("error_class"),
        row.text("error_message"),
        row.text("code_fingerprint"));
  }
}
