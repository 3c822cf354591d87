package org.unfurl.train.setting;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What settings are at one point of a sweep, by key and in their plain form, so that a point can be
 * written, hashed and sent without its declarations. Immutable.
 */
public final class Values implements Serializable {

  private static final long serialVersionUID = 2L;
  private static final Values NONE = new Values(new String[0], new Object[0]);

  /** Sorted. Points that have the same keys share them: a grid may have a million points. */
  private final String[] keys;

  /** In the order of the keys. */
  private final Object[] plain;

  private Values(String[] keys, Object[] plain) {
    this.keys = keys;
    this.plain = plain;
  }

  /** No setting has a value. */
  public static Values none() {
    return NONE;
  }

  /** These, and a setting with a value in place of the one that it may have. */
  public <T> Values with(Setting<T> setting, T value) {
    return withPlain(setting, setting.kind().plain(setting.checked(value)));
  }

  /** The same of a plain form, as it was stored. */
  public Values withPlain(Setting<?> setting, Object value) {
    return and(new Values(new String[] {setting.key()}, new Object[] {value}));
  }

  /** These, and all of the others; where both have a value, the other's. */
  public Values and(Values others) {
    String[] merged = new String[keys.length + others.keys.length];
    Object[] values = new Object[merged.length];
    int size = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < keys.length || theirs < others.keys.length) {
      int order =
          mine == keys.length
              ? 1
              : theirs == others.keys.length ? -1 : keys[mine].compareTo(others.keys[theirs]);
      merged[size] = order <= 0 ? keys[mine] : others.keys[theirs];
      values[size++] = order < 0 ? plain[mine] : others.plain[theirs];
      mine += order <= 0 ? 1 : 0;
      theirs += order >= 0 ? 1 : 0;
    }
    return size == keys.length
        ? new Values(keys, Arrays.copyOf(values, size))
        : new Values(Arrays.copyOf(merged, size), Arrays.copyOf(values, size));
  }

  /** These without a setting. */
  public Values without(Setting<?> setting) {
    Object[] values = plain.clone();
    int place = place(setting);
    if (place < 0) {
      return this;
    }
    values[place] = null;
    return kept(values);
  }

  /** These without some settings. */
  public Values without(List<? extends Setting<?>> settings) {
    Object[] values = plain.clone();
    for (Setting<?> setting : settings) {
      int place = place(setting);
      if (place >= 0) {
        values[place] = null;
      }
    }
    return kept(values);
  }

  /** Only what these settings are. */
  public Values of(List<? extends Setting<?>> settings) {
    Object[] values = new Object[plain.length];
    for (Setting<?> setting : settings) {
      int place = place(setting);
      if (place >= 0) {
        values[place] = plain[place];
      }
    }
    return kept(values);
  }

  /**
   * What makes a difference here: every setting that does, with the value that counts. Settings
   * that are not named stay as they are.
   */
  public Values relevant(List<? extends Setting<?>> settings) {
    Object[] values = plain.clone();
    for (Setting<?> setting : settings) {
      int place = place(setting);
      if (place >= 0) {
        values[place] = setting.matters(this) ? setting.counted(plain[place], this) : null;
      }
    }
    return kept(values);
  }

  /** The same, sharing its keys with others that have the same. */
  public Values sharing(Map<List<String>, Values> others) {
    Values first = others.putIfAbsent(Arrays.asList(keys), this);
    return first == null ? this : new Values(first.keys, plain);
  }

  /** Those of my settings that have a value there. */
  private Values kept(Object[] values) {
    int size = 0;
    for (Object value : values) {
      size += value == null ? 0 : 1;
    }
    if (size == keys.length) {
      return new Values(keys, values);
    }
    String[] fewer = new String[size];
    Object[] left = new Object[size];
    int next = 0;
    for (int place = 0; place < values.length; place++) {
      if (values[place] != null) {
        fewer[next] = keys[place];
        left[next++] = values[place];
      }
    }
    return new Values(fewer, left);
  }

  private int place(Setting<?> setting) {
    return Arrays.binarySearch(keys, setting.key());
  }

  /** The value of a setting; empty if it has none here. */
  public <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable(plain(setting)).flatMap(setting.kind()::of);
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
    return place(setting) >= 0;
  }

  /** The plain form of a setting's value; null if it has none here. */
  public Object plain(Setting<?> setting) {
    int place = place(setting);
    return place < 0 ? null : plain[place];
  }

  /** Plain forms by key, in the order of the keys. */
  public SortedMap<String, Object> asMap() {
    SortedMap<String, Object> byKey = new TreeMap<>();
    for (int place = 0; place < keys.length; place++) {
      byKey.put(keys[place], plain[place]);
    }
    return Collections.unmodifiableSortedMap(byKey);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values values
        && Arrays.equals(values.plain, plain)
        && Arrays.equals(values.keys, keys);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(keys) + Arrays.hashCode(plain);
  }

  @Override
  public String toString() {
    return asMap().toString();
  }
}
