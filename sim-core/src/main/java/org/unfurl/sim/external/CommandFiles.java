package org.unfurl.sim.external;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The files of a command, looked at once it does not work: why, and what would mend it. */
final class CommandFiles {

  private static final int LOOKED_AT = 256;
  private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "ksh", "zsh");

  private CommandFiles() {}

  /** Why the operating system refused to start a command, with the fix. */
  static String notStarted(List<String> command, IOException refusal) {
    String name = command.get(0);
    Optional<Path> found = find(name);
    if (found.isEmpty()) {
      return isPath(name)
          ? "there is no such file; correct its path on this machine"
          : name + " is not on the PATH of this machine; write its whole path";
    }
    Path file = found.get();
    if (Files.isDirectory(file)) {
      return file + " is a folder; name the program in it";
    }
    if (!Files.isExecutable(file)) {
      return mayNobodyExecute(file)
          ? file + " is not executable; chmod +x " + file
          : "this user may not execute " + file + ", or its disk is mounted noexec; move it";
    }
    return firstLine(file)
        .flatMap(line -> shebangFault(file, line))
        .orElse(refusal.getMessage() + "; correct its path on this machine");
  }

  /** What could keep a script from its first answer; empty if nothing is seen. */
  static Optional<String> scriptFault(List<String> command) {
    Optional<Path> program = find(command.get(0)).filter(Files::isRegularFile);
    Optional<String> first = program.flatMap(CommandFiles::firstLine);
    Optional<String> fault = first.flatMap(line -> shebangFault(program.get(), line));
    if (fault.isPresent()) {
      return fault;
    }
    if (first.filter(line -> !line.startsWith("#!")).isPresent()) {
      return Optional.of(
          program.get()
              + " has no #! line, so that sh runs it; begin it with one, such as #!/usr/bin/env"
              + " python3");
    }
    if (program.filter(file -> SHELLS.contains(file.getFileName().toString())).isEmpty()) {
      return Optional.empty();
    }
    return command.stream()
        .skip(1)
        .flatMap(word -> find(word).filter(Files::isRegularFile).stream())
        .filter(script -> firstLine(script).filter(line -> line.endsWith("\r")).isPresent())
        .map(CommandFiles::windowsLines)
        .findFirst();
  }

  private static Optional<String> shebangFault(Path file, String line) {
    if (!line.startsWith("#!")) {
      return Optional.empty();
    }
    if (line.endsWith("\r")) {
      return Optional.of(windowsLines(file));
    }
    String interpreter = line.substring(2).strip().split("\\s+", 2)[0];
    return interpreter.isEmpty() || Files.exists(Path.of(interpreter))
        ? Optional.empty()
        : Optional.of(
            "the first line of "
                + file
                + " names "
                + interpreter
                + ", which is not on this machine; correct it");
  }

  private static String windowsLines(Path file) {
    return "the lines of "
        + file
        + " end in CRLF (\\r\\n), which the shell takes for a part of its words; sed -i"
        + " 's/\\r$//' "
        + file;
  }

  /** The first line of a text, its {@code \r} included; empty if the file holds something else. */
  private static Optional<String> firstLine(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1);
      boolean binary = text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
      int end = text.indexOf('\n');
      return binary || text.isEmpty()
          ? Optional.empty()
          : Optional.of(end < 0 ? text : text.substring(0, end));
    } catch (IOException e) {
      return Optional.empty(); // then it cannot be told
    }
  }

  private static boolean mayNobodyExecute(Path file) {
    try {
      Set<PosixFilePermission> given = Files.getPosixFilePermissions(file);
      return !given.contains(PosixFilePermission.OWNER_EXECUTE)
          && !given.contains(PosixFilePermission.GROUP_EXECUTE)
          && !given.contains(PosixFilePermission.OTHERS_EXECUTE);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // then it cannot be told
    }
  }

  private static boolean isPath(String name) {
    return name.contains("/") || name.contains(File.separator);
  }

  /** Where the operating system finds it. */
  private static Optional<Path> find(String name) {
    Stream<String> places =
        isPath(name)
            ? Stream.of(name)
            : Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> folder + File.separator + name);
    try {
      return places.map(Path::of).filter(Files::exists).findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
