package org.unfurl.sweep.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.train.setting.Setting;

/** A map of settings that stand in it as they do in the file: those of a section in a map of it. */
final class NestedSettings {

  private final TrialSettings settings;
  private final Problems problems;
  private final BiConsumer<Setting<?>, Node> reader;

  /** Every setting that is found is handed to the reader. */
  NestedSettings(TrialSettings settings, Problems problems, BiConsumer<Setting<?>, Node> reader) {
    this.settings = settings;
    this.problems = problems;
    this.reader = reader;
  }

  /**
   * Reads a map; problems have been reported for what is no setting.
   *
   * @param others keys that it may have besides
   * @return the map, for these keys
   */
  Section read(String name, MappingNode map, List<String> others) {
    List<String> keys =
        Stream.concat(others.stream(), SweepKeys.inside("", settings).stream()).toList();
    Section section = Section.open(name, map, keys, problems);
    read(section, "");
    return section;
  }

  private void read(Section section, String path) {
    for (Map.Entry<String, Node> entry : section.values().entrySet()) {
      String inner = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      Optional<Setting<?>> setting = settings.find(inner);
      if (setting.isPresent()) {
        reader.accept(setting.get(), entry.getValue());
      } else if (!settings.in(inner).isEmpty()) {
        section
            .inside(entry.getKey(), SweepKeys.inside(inner, settings), problems)
            .ifPresent(inside -> read(inside, inner));
      }
    }
  }
}
