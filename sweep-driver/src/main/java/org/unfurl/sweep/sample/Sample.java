package org.unfurl.sweep.sample;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.setting.Kind;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * Settings whose values are drawn together, so many times. What the n-th draw of a setting is
 * depends on the seed, the setting and its range alone: neither on how many are drawn nor on what
 * else is, so that a finished sweep can be extended.
 *
 * @param count of draws, at least 1
 * @param ranges by setting, at least one
 */
public record Sample(int count, Map<Setting<?>, Range> ranges) {

  /** Checks and copies. */
  public Sample {
    ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
    if (count < 1 || ranges.isEmpty()) {
      throw new IllegalArgumentException(
          "sample (" + count + " of " + ranges.keySet() + ") must draw something at least once");
    }
  }

  /** The draws in their order, equal ones once. */
  public List<Values> draws(Seed sweepSeed) {
    List<Drawn<?>> drawn = new ArrayList<>();
    ranges.forEach((setting, range) -> drawn.add(drawn(setting, range, sweepSeed)));
    Set<Values> draws = new LinkedHashSet<>();
    for (int index = 0; index < count; index++) {
      Values draw = Values.none();
      for (Drawn<?> one : drawn) {
        draw = one.addTo(draw, index);
      }
      draws.add(draw);
    }
    return List.copyOf(draws);
  }

  private static <T> Drawn<T> drawn(Setting<T> setting, Range range, Seed sweepSeed) {
    Seed seed = sweepSeed.derive("sample/" + setting.key());
    return new Drawn<>(setting, range, new StratifiedSequence(seed));
  }

  private record Drawn<T>(Setting<T> setting, Range range, StratifiedSequence places) {

    Values addTo(Values draw, int index) {
      Object plain = range.at(places.at(index));
      return draw.with(setting, value(plain).orElseThrow(() -> notItsOwn(plain)));
    }

    private Optional<T> value(Object plain) {
      return setting.kind() instanceof Kind.Numeric<T> numeric && plain instanceof Number
          ? Optional.of(numeric.of(new BigDecimal(plain.toString())))
          : setting.kind().of(plain);
    }

    private IllegalArgumentException notItsOwn(Object plain) {
      return new IllegalArgumentException(
          setting.key() + " (" + plain + ") must be drawn from values that it can have");
    }
  }
}
