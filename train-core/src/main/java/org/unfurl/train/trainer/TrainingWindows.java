package org.unfurl.train.trainer;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import org.unfurl.sim.reference.Trajectories;

/**
 * Every run of m + 1 consecutive frames in the trajectories of one system parameter, or in a part
 * of each.
 */
final class TrainingWindows {

  private final Trajectories trajectories;
  private final int first;
  private final int frames;
  private final int starts;

  /**
   * Lays the windows over the trajectories.
   *
   * @param frames m, predicted frames per window
   */
  TrainingWindows(double parameter, Trajectories trajectories, int stateSize, int frames) {
    this(parameter, trajectories, stateSize, frames, 0, trajectories.frames());
  }

  /**
   * The same over the part of every trajectory that begins at one frame and ends before another.
   */
  TrainingWindows(
      double parameter, Trajectories trajectories, int stateSize, int frames, int first, int end) {
    if (trajectories.stateSize() != stateSize) {
      throw new IllegalArgumentException(
          "state size of the data at parameter "
              + parameter
              + " ("
              + trajectories.stateSize()
              + ") must be the system's ("
              + stateSize
              + "), generate them with that system");
    }
    int available = end - first;
    if (trajectories.count() < 1 || available <= frames) {
      throw new IllegalArgumentException(
          "data at parameter "
              + parameter
              + " ("
              + trajectories.count()
              + " trajectories of "
              + available
              + " frames"
              + (available == trajectories.frames() ? "" : " from frame " + first)
              + ") must hold a window of "
              + (frames + 1)
              + " frames, generate longer trajectories");
    }
    this.trajectories = trajectories;
    this.first = first;
    this.frames = frames;
    this.starts = available - frames;
  }

  /** How many there are. */
  int count() {
    return trajectories.count() * starts;
  }

  /**
   * The m + 1 consecutive states (batch, channel, point) of a batch of windows. Each is gathered
   * when it is asked for, so that a window takes no memory that grows with m.
   *
   * @param windows must not change as long as the result is used
   */
  List<double[]> states(List<Integer> windows) {
    return new AbstractList<>() {
      @Override
      public int size() {
        return frames + 1;
      }

      @Override
      public double[] get(int frame) {
        return state(windows, Objects.checkIndex(frame, frames + 1));
      }
    };
  }

  private double[] state(List<Integer> windows, int frame) {
    int size = trajectories.stateSize();
    double[] state = new double[windows.size() * size];
    for (int b = 0; b < windows.size(); b++) {
      int window = windows.get(b);
      int from = trajectories.offset(window / starts, first + window % starts + frame);
      System.arraycopy(trajectories.values(), from, state, b * size, size);
    }
    return state;
  }
}
