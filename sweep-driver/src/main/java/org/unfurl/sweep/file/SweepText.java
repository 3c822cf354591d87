package org.unfurl.sweep.file;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sweep.plan.Axes;
import org.unfurl.sweep.plan.Axis;
import org.unfurl.sweep.plan.Baseline;
import org.unfurl.sweep.plan.Exclusion;
import org.unfurl.sweep.plan.OwnData;
import org.unfurl.sweep.plan.Sweep;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.sweep.sample.Range;
import org.unfurl.sweep.sample.Sample;
import org.unfurl.train.setting.Kind;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/** Writes a sweep as a sweep file in which every key is given. */
final class SweepText {

  /** Of the values that a message lists. */
  private static final int MOST_NAMED = 50;

  private SweepText() {}

  static String of(Sweep sweep) {
    StringBuilder text = new StringBuilder();
    line(text, 0, SweepKeys.SWEEP, sweep.name());
    line(text, 0, SweepKeys.last(SweepKeys.SWEEP_SEED), sweep.seed().value());
    for (String key : SweepKeys.top(sweep.axes().settings())) {
      settings(text, 0, key, sweep.axes().listed());
    }
    sweep
        .axes()
        .variants()
        .ifPresent(variants -> variants(text, variants, sweep.axes().settings()));
    sweep.axes().drawn().ifPresent(drawn -> sample(text, drawn.sample()));
    section(text, 0, SweepKeys.EVALUATION);
    line(text, 1, SweepKeys.last(SweepKeys.TESTS), sweep.evaluation().tests());
    line(text, 1, SweepKeys.last(SweepKeys.ERROR_HORIZON), sweep.evaluation().errorHorizon());
    line(text, 1, SweepKeys.last(SweepKeys.ROLLOUT_FRAMES), sweep.evaluation().rolloutFrames());
    references(text, sweep.ownData());
    exclusions(text, sweep.exclusions());
    line(
        text,
        0,
        SweepKeys.BASELINES,
        list(sweep.baselines().stream().map(Baseline::word).toList()));
    return text.toString();
  }

  /** A key of settings: one, the networks, or a section with all that is in it. */
  private static void settings(StringBuilder text, int depth, String path, Axes axes) {
    String key = SweepKeys.last(path);
    List<String> inside = SweepKeys.inside(path, axes.settings());
    if (path.equals(TrialSettings.NETWORK)) {
      networks(text, axes);
    } else if (!inside.isEmpty()) {
      StringBuilder values = new StringBuilder();
      inside.forEach(inner -> settings(values, depth + 1, path + "." + inner, axes));
      if (values.length() > 0) {
        section(text, depth, key);
        text.append(values);
      }
    } else {
      axes.settings().all().stream()
          .filter(setting -> setting.key().equals(path) && axes.has(setting))
          .forEach(
              setting -> line(text, depth, key, listOrScalar(texts(setting, axes.plain(setting)))));
    }
  }

  private static void networks(StringBuilder text, Axes axes) {
    List<String> networks =
        axes.bundles(TrialSettings.NETWORK).stream()
            .map(network -> network(network, axes.settings()))
            .toList();
    if (networks.equals(List.of("{  }"))) {
      return; // variants or draws say all of it
    }
    if (networks.size() == 1) {
      line(text, 0, TrialSettings.NETWORK, networks.get(0));
    } else {
      section(text, 0, TrialSettings.NETWORK);
      networks.forEach(network -> text.append("  - ").append(network).append('\n'));
    }
  }

  private static void variants(StringBuilder text, Axis.Variants variants, TrialSettings settings) {
    section(text, 0, SweepKeys.VARIANTS);
    variants
        .byName()
        .forEach(
            (name, values) -> {
              Map<Setting<?>, String> texts = new LinkedHashMap<>();
              settings.all().stream()
                  .filter(values::has)
                  .forEach(
                      setting ->
                          texts.put(
                              setting,
                              listOrScalar(texts(setting, List.of(values.plain(setting))))));
              line(text, 1, name, nested("", texts));
            });
  }

  private static void sample(StringBuilder text, Sample sample) {
    section(text, 0, SweepKeys.SAMPLE);
    line(text, 1, SweepKeys.last(SweepKeys.COUNT), sample.count());
    Map<Setting<?>, String> texts = new LinkedHashMap<>();
    sample.ranges().forEach((setting, range) -> texts.put(setting, range(setting, range)));
    entries("", texts).forEach((key, value) -> line(text, 1, key, value));
  }

  private static String range(Setting<?> setting, Range range) {
    List<String> listed =
        range instanceof Range.Choices
            ? texts(setting, range.listed())
            : range.listed().stream()
                .map(end -> end instanceof Double number ? value(number) : end.toString())
                .toList();
    return "{ " + range.word() + ": " + list(listed) + " }";
  }

  /** One network as a map. */
  static String network(Values network, TrialSettings settings) {
    return settings.in(TrialSettings.NETWORK).stream()
        .filter(network::has)
        .map(
            setting ->
                SweepKeys.last(setting)
                    + ": "
                    + listOrScalar(texts(setting, List.of(network.plain(setting)))))
        .collect(Collectors.joining(", ", "{ ", " }"));
  }

  private static <T> List<String> texts(Setting<T> setting, List<Object> plain) {
    return plain.stream()
        .map(value -> setting.text(setting.kind().of(value).orElseThrow()))
        .map(text -> setting.kind() instanceof Kind.File ? quoted(text) : text)
        .toList();
  }

  /** For messages: all of a few values, the first of many. */
  static String first(List<String> values) {
    return values.size() <= MOST_NAMED
        ? String.join(", ", values)
        : String.join(", ", values.subList(0, MOST_NAMED))
            + " and "
            + (values.size() - MOST_NAMED)
            + " more";
  }

  /** A number as a sweep file writes it. */
  static String value(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static void references(StringBuilder text, List<OwnData> ownData) {
    if (ownData.isEmpty()) {
      line(text, 0, SweepKeys.REFERENCES, "[]");
      return;
    }
    section(text, 0, SweepKeys.REFERENCES);
    Set<List<Object>> written = new HashSet<>();
    for (OwnData own : ownData) {
      ReferenceSpec spec = own.spec();
      // An axis of frames takes one data set for each value from the same file.
      if (!written.add(List.of(spec.system(), spec.parameter(), spec.split()))) {
        continue;
      }
      text.append("  - ")
          .append(TrialSettings.SYSTEM.key())
          .append(": ")
          .append(own.spec().system());
      text.append('\n');
      line(text, 2, SweepKeys.PARAMETER, value(own.spec().parameter()));
      line(text, 2, SweepKeys.SPLIT, own.spec().split().word());
      line(text, 2, SweepKeys.FILE, quoted(own.file()));
      if (!own.array().isEmpty()) {
        line(text, 2, SweepKeys.ARRAY, quoted(own.array()));
      }
      line(text, 2, SweepKeys.last(SweepKeys.FRAME_TIME), value(own.frameTime()));
      line(text, 2, SweepKeys.last(SweepKeys.STRIDE), own.every());
    }
  }

  /** A name may hold whatever YAML gives a meaning to. */
  private static String quoted(String name) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static void exclusions(StringBuilder text, List<Exclusion> exclusions) {
    if (exclusions.isEmpty()) {
      line(text, 0, SweepKeys.EXCLUDE, "[]");
      return;
    }
    section(text, 0, SweepKeys.EXCLUDE);
    for (Exclusion exclusion : exclusions) {
      Map<Setting<?>, String> texts = new LinkedHashMap<>();
      exclusion
          .values()
          .forEach((setting, plain) -> texts.put(setting, listOrScalar(texts(setting, plain))));
      text.append("  - ").append(nested("", texts)).append('\n');
    }
  }

  /** The part of settings and their texts that is in a section, as a map. */
  private static String nested(String section, Map<Setting<?>, String> texts) {
    return entries(section, texts).entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", ", "{ ", " }"));
  }

  private static Map<String, String> entries(String section, Map<Setting<?>, String> texts) {
    Map<String, String> entries = new LinkedHashMap<>();
    texts.forEach(
        (setting, text) -> {
          if (setting.key().startsWith(section)) {
            String rest = setting.key().substring(section.length());
            int dot = rest.indexOf('.');
            if (dot < 0) {
              entries.put(rest, text);
            } else {
              String inner = rest.substring(0, dot);
              entries.computeIfAbsent(inner, key -> nested(section + key + ".", texts));
            }
          }
        });
    return entries;
  }

  private static String listOrScalar(List<String> values) {
    return values.size() == 1 ? values.get(0) : list(values);
  }

  private static String list(List<String> values) {
    return "[" + String.join(", ", values) + "]";
  }

  private static void section(StringBuilder text, int depth, String key) {
    text.append("  ".repeat(depth)).append(key).append(":\n");
  }

  private static void line(StringBuilder text, int depth, String key, Object value) {
    text.append("  ".repeat(depth)).append(key).append(": ").append(value).append('\n');
  }
}
