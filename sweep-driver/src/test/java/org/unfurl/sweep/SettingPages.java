package org.unfurl.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.unfurl.train.setting.Kind;
import org.unfurl.train.setting.Setting;

/** What the pages of documentation say of settings. */
final class SettingPages {

  private static final Path FILE_PAGE = Path.of("..", "docs", "sweep-file.md");
  private static final Path TABLES_PAGE = Path.of("..", "docs", "tables.md");

  private SettingPages() {}

  /** What the pages should say of a setting and do not, a line each. */
  static List<String> missing(Setting<?> setting) throws IOException {
    List<String> missing = new ArrayList<>();
    Optional<String[]> row = row(setting);
    if (row.isEmpty()) {
      missing.add("docs/sweep-file.md must have a row for " + setting);
    } else {
      String range = setting.kind().range();
      boolean number = setting.kind() instanceof Kind.Numeric;
      if (number && !row.get()[1].contains(range)) {
        missing.add("docs/sweep-file.md, " + setting + ", must say: " + range);
      }
      Optional<String> preset = preset(setting);
      if (preset.isPresent() && !row.get()[2].equals(preset.get())) {
        missing.add("docs/sweep-file.md, " + setting + ", must have the default " + preset.get());
      }
    }
    if (!setting.isWish()
        && !Files.readString(TABLES_PAGE).contains("\n| `" + setting.column() + "` |")) {
      missing.add("docs/tables.md must have a row for " + setting.column());
    }
    return missing;
  }

  private static <T> Optional<String> preset(Setting<T> setting) {
    return setting.preset().map(setting::text);
  }

  /** The cells of the table below the heading of the setting's section. */
  private static Optional<String[]> row(Setting<?> setting) throws IOException {
    String[] words = setting.key().split("\\.");
    String heading = words.length == 1 ? "Keys" : words[words.length - 2];
    boolean below = false;
    for (String line : Files.readString(FILE_PAGE).lines().toList()) {
      if (line.startsWith("#")) {
        below = line.replaceAll("#+ ", "").equals(heading);
      } else if (below && line.startsWith("| `" + words[words.length - 1] + "` |")) {
        return Optional.of(line.substring(2).split(" \\| "));
      }
    }
    return Optional.empty();
  }
}
