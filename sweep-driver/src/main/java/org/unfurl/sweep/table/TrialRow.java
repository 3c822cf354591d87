package org.unfurl.sweep.table;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.train.setting.Setting;

/**
 * A row of {@code trials} as read back, with the columns that reports need: those of the settings,
 * looked up by the setting, and some of the others. Null stands where the table has no value.
 */
public final class TrialRow {

  private static final Set<String> OTHERS =
      Set.of(
          "trial_key",
          "label",
          TrialColumns.BASELINE,
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
          "model_path",
          "code_fingerprint");

  private static final Layout REGISTERED = Layout.of(TrialSettings.registered());

  static final Set<String> COLUMNS = REGISTERED.places().keySet();

  private final Layout layout;

  /** In the order of the layout's columns. */
  private final Object[] values;

  private final OutcomeKind outcome;

  private TrialRow(
      Layout layout, OutcomeKind outcome, Function<Column<TrialRecord>, Object> value) {
    this.layout = layout;
    this.outcome = outcome;
    this.values = layout.columns().stream().map(value).toArray();
  }

  /** Which columns there are, the same of many rows. */
  private record Layout(List<Column<TrialRecord>> columns, Map<String, Integer> places) {

    static Layout of(TrialSettings settings) {
      List<Column<TrialRecord>> columns =
          Stream.concat(
                  TrialColumns.settings(settings).stream(),
                  TrialColumns.all().stream().filter(column -> OTHERS.contains(column.name())))
              .toList();
      Map<String, Integer> places = new HashMap<>();
      columns.forEach(column -> places.put(column.name(), places.size()));
      return new Layout(columns, Map.copyOf(places));
    }
  }

  static TrialRow of(Row row) throws IOException {
    return new TrialRow(
        REGISTERED, row.outcome(), column -> row.value(column.name(), column.type()));
  }

  /** The row whose columns have these values, and no others. */
  public static TrialRow of(
      OutcomeKind outcome, Map<String, Object> byColumn, TrialSettings settings) {
    return new TrialRow(Layout.of(settings), outcome, column -> byColumn.get(column.name()));
  }

  /** The stored value of a setting; null if it makes no difference to the trial. */
  public Object setting(Setting<?> setting) {
    return value(setting.column());
  }

  /** What identifies the trial. */
  public String trialKey() {
    return (String) value("trial_key");
  }

  /** The short name. */
  public String label() {
    return (String) value("label");
  }

  /** Which baseline; null for trained trials. */
  public String baseline() {
    return (String) value(TrialColumns.BASELINE);
  }

  /** Frames that the relative error is averaged over. */
  public Integer errorHorizon() {
    return (Integer) value("error_horizon");
  }

  /** Frames rolled out. */
  public Integer rolloutFrames() {
    return (Integer) value("rollout_frames");
  }

  /** How it ended. */
  public OutcomeKind outcome() {
    return outcome;
  }

  /** Wall-clock seconds of training. */
  public Double trainSeconds() {
    return (Double) value("train_seconds");
  }

  /** Over all test rollouts. */
  public Double relativeError() {
    return (Double) value("relative_error");
  }

  /** Over the interpolation split alone. */
  public Double relativeErrorInterpolation() {
    return (Double) value("relative_error_interpolation");
  }

  /** Over the extrapolation split alone. */
  public Double relativeErrorExtrapolation() {
    return (Double) value("relative_error_extrapolation");
  }

  /** Frames until the rollout leaves the physics. */
  public Double stableFrames() {
    return (Double) value("stable_frames");
  }

  /** Frames until the correlation with the reference is lost. */
  public Double correlatedFrames() {
    return (Double) value("correlated_frames");
  }

  /** Java class of the error; only if the trial failed. */
  public String errorClass() {
    return (String) value("error_class");
  }

  /** Why there is no result. */
  public String errorMessage() {
    return (String) value("error_message");
  }

  /** File of the trained weights, from the sweep's folder; null if none were kept. */
  public String modelPath() {
    return (String) value("model_path");
  }

  /** Of the code that made the row. */
  public String codeFingerprint() {
    return (String) value("code_fingerprint");
  }

  private Object value(String column) {
    Integer place = layout.places().get(column);
    return place == null ? null : values[place];
  }
}
