package org.unfurl.sweep.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.unfurl.sim.system.Split;

/** No trajectory may be both trained on and tested on, under whatever name and parameter. */
final class UnseenTests {

  private final List<Recording> recordings = new ArrayList<>();

  /**
   * Trajectories of one file.
   *
   * @param line of the sweep file that names it
   * @param file as the sweep file writes it
   * @param starts a checksum for each trajectory, from {@link TrajectoryStarts}
   */
  record Recording(int line, String system, Split split, String file, List<String> starts) {

    String trajectory(String start) {
      return "trajectory " + starts.indexOf(start) + " of file (" + file + ")";
    }
  }

  void add(Recording recording) {
    recordings.add(recording);
  }

  /** One problem for each test file that shares a trajectory with training. */
  void report(Problems problems) {
    Map<List<String>, Recording> trained = new HashMap<>();
    for (Recording recording : recordings) {
      if (recording.split() == Split.TRAIN) {
        recording
            .starts()
            .forEach(start -> trained.putIfAbsent(List.of(recording.system(), start), recording));
      }
    }
    for (Recording recording : recordings) {
      if (recording.split() != Split.TRAIN) {
        recording.starts().stream()
            .filter(start -> trained.containsKey(List.of(recording.system(), start)))
            .findFirst()
            .ifPresent(
                start -> {
                  Recording other = trained.get(List.of(recording.system(), start));
                  problems.at(
                      recording.line(),
                      recording.trajectory(start)
                          + " in split "
                          + recording.split().word()
                          + " must not be trained on, but it is "
                          + other.trajectory(start)
                          + " in split train, line "
                          + other.line()
                          + "; give each split trajectories of its own");
                });
      }
    }
  }
}
