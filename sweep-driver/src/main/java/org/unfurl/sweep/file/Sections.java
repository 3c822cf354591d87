package org.unfurl.sweep.file;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.train.setting.Setting;

/** The maps of settings inside the file, by dotted path; each is opened once. */
final class Sections {

  private final TrialSettings settings;
  private final Problems problems;
  private final Map<String, Optional<Section>> opened = new HashMap<>();

  Sections(Section top, TrialSettings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
    opened.put("", Optional.of(top));
  }

  /** One without entries where the file leaves it out; empty after a problem has been reported. */
  Optional<Section> of(String path) {
    if (!opened.containsKey(path)) {
      int dot = path.lastIndexOf('.');
      Optional<Section> section =
          of(dot < 0 ? "" : path.substring(0, dot))
              .flatMap(
                  parent ->
                      parent.inside(
                          SweepKeys.last(path), SweepKeys.inside(path, settings), problems));
      opened.put(path, section);
    }
    return opened.get(path);
  }

  /** The line of a setting's key, or of the section where it is left out. */
  int line(Setting<?> setting) {
    return of(SweepKeys.section(setting))
        .or(() -> opened.get(""))
        .map(section -> section.line(SweepKeys.last(setting)))
        .orElseThrow();
  }
}
