package org.unfurl.train.setting;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What settings are at one point of a sweep, by key and in their plain form, so that a point can be
 * written, hashed and sent without its declarations. Immutable.
 */
public final class Values implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Values NONE = new Values(new TreeMap<>());

  private final SortedMap<String, Object> byKey;

  private Values(SortedMap<String, Object> byKey) {
    this.byKey = byKey;
  }

  /** No setting has a value. */
  public static Values none() {
    return NONE;
  }

  /** These, and a setting with a value in place of the one that it may have. */
  public <T> Values with(Setting<T> setting, T value) {
    SortedMap<String, Object> more = new TreeMap<>(byKey);
    more.put(setting.key(), setting.kind().plain(setting.checked(value)));
    return new Values(more);
  }

  /** The same of a plain form, as it was stored. */
  public Values withPlain(Setting<?> setting, Object plain) {
    SortedMap<String, Object> more = new TreeMap<>(byKey);
    more.put(setting.key(), plain);
    return new Values(more);
  }

  /** These, and all of the others; where both have a value, the other's. */
  public Values and(Values others) {
    SortedMap<String, Object> more = new TreeMap<>(byKey);
    more.putAll(others.byKey);
    return new Values(more);
  }

  /** These without a setting. */
  public Values without(Setting<?> setting) {
    SortedMap<String, Object> fewer = new TreeMap<>(byKey);
    fewer.remove(setting.key());
    return new Values(fewer);
  }

  /** Only what these settings are. */
  public Values of(List<? extends Setting<?>> settings) {
    SortedMap<String, Object> chosen = new TreeMap<>(byKey);
    chosen.keySet().retainAll(settings.stream().map(Setting::key).toList());
    return new Values(chosen);
  }

  /**
   * What makes a difference here: every setting that does, with the value that counts. Settings
   * that are not named stay as they are.
   */
  public Values relevant(List<? extends Setting<?>> settings) {
    SortedMap<String, Object> reduced = new TreeMap<>(byKey);
    for (Setting<?> setting : settings) {
      Object value = byKey.get(setting.key());
      if (value == null) {
        continue;
      }
      if (setting.matters(this)) {
        reduced.put(setting.key(), setting.counted(value, this));
      } else {
        reduced.remove(setting.key());
      }
    }
    return new Values(reduced);
  }

  /** The value of a setting; empty if it has none here. */
  public <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable(byKey.get(setting.key())).flatMap(setting.kind()::of);
  }

  /**
   * The value of a setting, or its preset.
   *
   * @throws NoSuchElementException if there is neither
   */
  public <T> T of(Setting<T> setting) {
    return find(setting)
        .or(setting::preset)
        .orElseThrow(
            () -> new NoSuchElementException(setting.key() + " (missing) must have a value"));
  }

  /** Whether a setting has a value here. */
  public boolean has(Setting<?> setting) {
    return byKey.containsKey(setting.key());
  }

  /** The plain form of a setting's value; null if it has none here. */
  public Object plain(Setting<?> setting) {
    return byKey.get(setting.key());
  }

  /** Plain forms by key, in the order of the keys. */
  public SortedMap<String, Object> asMap() {
    return Collections.unmodifiableSortedMap(byKey);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values values && values.byKey.equals(byKey);
  }

  @Override
  public int hashCode() {
    return byKey.hashCode();
  }

  @Override
  public String toString() {
    return byKey.toString();
  }
}
