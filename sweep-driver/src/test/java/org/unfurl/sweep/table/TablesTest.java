package org.unfurl.sweep.table;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds docs/tables.md to the definitions of the tables. */
final class TablesTest {

  private static final Path PAGE = Path.of("..", "docs", "tables.md");

  /** Prose stands above this line, what the definitions say below. */
  private static final String MARK = "<!-- Written by TablesTest from Tables.java -->\n";

  private static final String REWRITE =
      "docs/tables.md must say what the tables are; rewrite it with ./mvnw test -pl sweep-driver"
          + " -am -Dtest=TablesTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dunfurl.write-docs=true";

  @Test
  void thePageSaysWhatTheTablesAre() throws IOException {
    String page = Files.readString(PAGE);
    String prose = page.substring(0, page.indexOf(MARK) + MARK.length());
    String expected = prose + describe(Tables.all());
    if (Boolean.getBoolean("unfurl.write-docs")) {
      Files.writeString(PAGE, expected);
    } else {
      assertTrue(page.equals(expected), REWRITE);
    }
  }

  private static String describe(List<Table<?>> tables) {
    StringBuilder text = new StringBuilder();
    for (Table<?> table : tables) {
      text.append("\n## ").append(table.name()).append("\n\n");
      text.append(sentence(table.meaning()));
      text.append("\n\n| column | type | meaning |\n|---|---|---|\n");
      for (Column<?> column : table.columns()) {
        text.append("| `").append(column.name()).append("` | ");
        text.append(type(column.type())).append(column.nullable() ? " or null | " : " | ");
        text.append(column.meaning()).append(" |\n");
      }
    }
    return text.toString();
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }

  private static String type(ColumnType type) {
    return switch (type) {
      case INT -> "int32";
      case LONG -> "int64";
      case DOUBLE -> "float64";
      case STRING -> "string";
      case BOOLEAN -> "bool";
      case TIMESTAMP_MICROS -> "timestamp, UTC";
    };
  }
}
