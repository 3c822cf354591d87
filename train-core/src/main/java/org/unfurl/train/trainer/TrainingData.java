package org.unfurl.train.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.unfurl.sim.reference.Trajectories;

/**
 * The training trajectories by ascending parameter of the system, so that the order in which a
 * caller filled the map decides nothing, and the end of each that is kept from training.
 */
final class TrainingData {

  private final TreeMap<Double, Trajectories> byParameter;
  private final int stateSize;
  private final ValidationSplit split;

  TrainingData(Map<Double, Trajectories> data, int stateSize, ValidationSplit split) {
    this.byParameter = new TreeMap<>(data);
    this.stateSize = stateSize;
    this.split = split;
  }

  /** Ascending. */
  List<Double> parameters() {
    return List.copyOf(byParameter.keySet());
  }

  /** By parameter, the windows of m frames to train on. */
  List<TrainingWindows> windows(int frames) {
    List<TrainingWindows> windows = new ArrayList<>();
    byParameter.forEach(
        (parameter, of) ->
            windows.add(new TrainingWindows(parameter, of, stateSize, frames, 0, cut(of))));
    return windows;
  }

  /** By parameter, the windows of m frames to validate on: they share no frame with the others. */
  List<TrainingWindows> validationWindows(int frames) {
    List<TrainingWindows> windows = new ArrayList<>();
    byParameter.forEach(
        (parameter, of) ->
            windows.add(
                new TrainingWindows(parameter, of, stateSize, frames, cut(of), of.frames())));
    return windows;
  }

  /** What tells these data from those of other shape. */
  String shape() {
    StringBuilder shape = new StringBuilder();
    byParameter.forEach(
        (parameter, of) ->
            shape
                .append(parameter)
                .append(": ")
                .append(of.count())
                .append(" x ")
                .append(of.frames())
                .append(" x ")
                .append(of.stateSize())
                .append("; "));
    return shape.toString();
  }

  private int cut(Trajectories of) {
    return of.frames() - split.frames(of.frames());
  }
}
