package org.unfurl.train.trainer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.unfurl.train.checkpoint.StateFile;
import org.unfurl.train.checkpoint.UnusableStateException;

/** The state of a run between two updates: arrays of its parts by name, and whose state it is. */
final class TrainingState {

  /** Raised when the arrays change their meaning. */
  private static final String FORMAT = "1";

  private final Map<String, double[]> arrays;

  private TrainingState(Map<String, double[]> arrays) {
    this.arrays = arrays;
  }

  /** Nothing yet. */
  static TrainingState empty() {
    return new TrainingState(new LinkedHashMap<>());
  }

  /** Puts a part in. */
  void put(String part, Map<String, double[]> state) {
    new TreeMap<>(state).forEach((name, values) -> arrays.put(part + "." + name, values));
  }

  /** What was put in. */
  Map<String, double[]> get(String part) {
    Map<String, double[]> state = new LinkedHashMap<>();
    arrays.forEach(
        (name, values) -> {
          if (name.startsWith(part + ".")) {
            state.put(name.substring(part.length() + 1), values);
          }
        });
    return state;
  }

  /**
   * The bytes.
   *
   * @param identity what decides the training, by name
   */
  byte[] encode(Map<String, String> identity) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("format", FORMAT);
    texts.putAll(identity);
    return new StateFile(texts, arrays).encode();
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @param identity of the training that is to go on
   * @throws UnusableStateException if it is damaged, or of another training
   */
  static TrainingState decode(byte[] bytes, Map<String, String> identity) {
    StateFile file = StateFile.decode(bytes);
    Map<String, String> here = new TreeMap<>(identity);
    here.put("format", FORMAT);
    TreeSet<String> names = new TreeSet<>(here.keySet());
    names.addAll(file.texts().keySet());
    for (String name : names) {
      String there = file.texts().get(name);
      if (!String.valueOf(here.get(name)).equals(String.valueOf(there))) {
        throw new UnusableStateException(
            "state (of a training whose "
                + name
                + " is "
                + there
                + ") must be of the training that goes on, whose "
                + name
                + " is "
                + here.get(name)
                + "; begin without it");
      }
    }
    return new TrainingState(file.arrays());
  }
}
