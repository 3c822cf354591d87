package org.unfurl.sweep.storage;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What a writer says of itself in its file.
 *
 * @param token its own: no other writer, anywhere, has it
 * @param who for people, such as {@code process 12 on host.example}
 * @param since when it came, for people
 * @param kernel the running kernel that it is a process of, containers included; empty if unknown
 * @param beats how often it has said that it lives
 * @param ended whether it is done
 */
record Claim(String token, String who, String since, String kernel, long beats, boolean ended) {

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /** The kernel that this process runs on; empty where it has no identity that can be read. */
  static String thisKernel() {
    try {
      return Files.readString(BOOT_ID).strip();
    } catch (IOException e) {
      return "";
    }
  }

  Claim beat() {
    return new Claim(token, who, since, kernel, beats + 1, ended);
  }

  Claim end() {
    return new Claim(token, who, since, kernel, beats, true);
  }

  /**
   * A writer's files all have one length, so that a full disk can hold each in place of another.
   */
  byte[] bytes() {
    return String.format(
            Locale.ROOT,
            "token=%s\nwho=%s\nsince=%s\nkernel=%s\nbeats=%012d\nstate=%-7s\n",
            token,
            who,
            since,
            kernel,
            beats,
            ended ? "ended" : "writing")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** What a file says; empty if it is unfinished, or none of ours. */
  static Optional<Claim> parse(String content) {
    Properties said = new Properties();
    try {
      said.load(new StringReader(content));
      return Optional.ofNullable(said.getProperty("state"))
          .map(
              state ->
                  new Claim(
                      said.getProperty("token", ""),
                      said.getProperty("who", ""),
                      said.getProperty("since", ""),
                      said.getProperty("kernel", ""),
                      Long.parseLong(said.getProperty("beats", "0")),
                      state.strip().equals("ended")));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
