package org.unfurl.sim.external;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs of docs/external-simulator.md, as a reader would use them. */
public final class DocumentedExamples {

  private static final Path PAGE = Path.of("..", "docs", "external-simulator.md");

  private DocumentedExamples() {}

  /** The page's only block of a language. */
  public static String text(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    if (!block.find()) {
      throw new AssertionError("no example in " + language);
    }
    return block.group(1);
  }

  /** The block in a file of its own. */
  static Path write(String language, Path file) throws IOException {
    return Files.writeString(file, text(language));
  }

  /** Whether a command is there and succeeds. */
  static boolean succeeds(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
