package org.unfurl.train.architecture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/** What it takes to build a network of the same weights elsewhere. */
public final class NetworkCard {

  private NetworkCard() {}

  /**
   * The architecture, all of its settings in their plain form, presets too, and what it reads and
   * makes; maps, lists, numbers, words and truth values only, as JSON has them.
   */
  public static Map<String, Object> of(ArchitectureSpec spec, NetworkShape shape) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (Setting<?> setting : Architectures.named(spec.name()).settings()) {
      plain(setting, spec.values()).ifPresent(plain -> settings.put(setting.key(), plain));
    }
    StateShape states = shape.states();
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("architecture", spec.name());
    card.put("settings", settings);
    card.put("channels", states.channels());
    card.put("features", shape.features());
    card.put("plane", states.isPlane());
    card.put("rows", states.rows());
    card.put("columns", states.columns());
    card.put("periodic-y", states.periodicY());
    card.put("periodic-x", states.periodicX());
    return card;
  }

  /** Of what it is or would be; empty if it makes no difference beside the others. */
  private static <T> Optional<Object> plain(Setting<T> setting, Values values) {
    return values.find(setting).or(setting::preset).map(setting.kind()::plain);
  }
}
