package org.unfurl.sweep.plan;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * Every dimension of a grid. Those of a partly readable sweep file may be absent.
 *
 * @param settings that the axes are of
 * @param all in the order of the settings: the last varies fastest
 */
public record Axes(TrialSettings settings, List<Axis> all) {

  /** Copies. */
  public Axes {
    all = List.copyOf(all);
  }

  /** The values of a setting, in the order in which they first occur; none if it is absent. */
  public <T> List<T> of(Setting<T> setting) {
    return choices(setting)
        .map(choice -> choice.find(setting))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /** The plain forms of the values of a setting. */
  public List<Object> plain(Setting<?> setting) {
    return choices(setting)
        .map(choice -> choice.plain(setting))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** Whether a setting has a value somewhere. */
  public boolean has(Setting<?> setting) {
    return choices(setting).anyMatch(choice -> choice.has(setting));
  }

  /** Whether a setting has more than one value. */
  public boolean varies(Setting<?> setting) {
    return plain(setting).size() > 1;
  }

  /** The bundles of a section; empty if it is absent. */
  public List<Values> bundles(String section) {
    return all.stream()
        .filter(axis -> axis.key().equals(section))
        .map(Axis::choices)
        .findFirst()
        .orElse(List.of());
  }

  /** The settings that have more than one value, in their order. */
  List<Setting<?>> varying() {
    List<Setting<?>> varying = new ArrayList<>(settings.all());
    varying.removeIf(setting -> !varies(setting));
    return varying;
  }

  /** The product of the numbers of choices, exclusions not subtracted. */
  public BigInteger points() {
    return all.stream()
        .map(axis -> BigInteger.valueOf(axis.choices().size()))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  private Stream<Values> choices(Setting<?> setting) {
    return all.stream()
        .filter(
            axis -> axis.key().equals(setting.key()) || setting.key().startsWith(axis.key() + "."))
        .flatMap(axis -> axis.choices().stream());
  }
}
