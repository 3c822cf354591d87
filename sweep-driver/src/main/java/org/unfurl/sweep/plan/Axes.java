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
 * @param all those that the file lists in the order of the settings, then variants, then draws;
 *     where several say what a setting is, the last does
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
    return choices(setting)
            .map(choice -> choice.plain(setting))
            .filter(Objects::nonNull)
            .distinct()
            .limit(2)
            .count()
        > 1;
  }

  /** The bundles of a section; empty if it is absent. */
  public List<Values> bundles(String section) {
    return all.stream()
        .filter(axis -> axis.key().equals(section))
        .map(Axis::choices)
        .findFirst()
        .orElse(List.of());
  }

  /** Those whose values the file lists. */
  public Axes listed() {
    return new Axes(settings, all.stream().filter(Axis.Listed.class::isInstance).toList());
  }

  /** The named bundles of settings; empty if there are none. */
  public Optional<Axis.Variants> variants() {
    return only(Axis.Variants.class);
  }

  /** The draws; empty if nothing is drawn. */
  public Optional<Axis.Drawn> drawn() {
    return only(Axis.Drawn.class);
  }

  /** Whether variants or draws say what settings of networks are. */
  boolean bundlesNetworks() {
    return all.stream()
        .filter(axis -> !(axis instanceof Axis.Listed))
        .anyMatch(axis -> settings.in(TrialSettings.NETWORK).stream().anyMatch(axis::gives));
  }

  /** The settings that have more than one value whatever the variant, in their order. */
  List<Setting<?>> varying() {
    List<Axis> others = new ArrayList<>(all);
    others.removeIf(Axis.Variants.class::isInstance);
    Axes beside = new Axes(settings, others);
    List<Setting<?>> varying = new ArrayList<>(settings.all());
    varying.removeIf(setting -> !beside.varies(setting));
    return varying;
  }

  /** The product of the numbers of choices, exclusions not subtracted. */
  public BigInteger points() {
    return all.stream()
        .map(axis -> BigInteger.valueOf(axis.choices().size()))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  private <A extends Axis> Optional<A> only(Class<A> type) {
    return all.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private Stream<Values> choices(Setting<?> setting) {
    return all.stream()
        .filter(axis -> axis.gives(setting))
        .flatMap(axis -> axis.choices().stream());
  }
}
