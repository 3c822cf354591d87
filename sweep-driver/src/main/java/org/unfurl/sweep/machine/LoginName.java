package org.unfurl.sweep.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * The name of the user, without which Hadoop opens no file system. A container may run under a user
 * id that the system has no name for.
 */
public final class LoginName {

  /** What Java says where the system knows no name, or no home. */
  private static final String NONE = "?";

  private LoginName() {}

  /**
   * Gives the user of this process a name if the system has none, for Java and for Hadoop; to be
   * called before either is asked.
   */
  public static void provide() {
    if (!isMissing(System.getProperty("user.name"))) {
      return;
    }
    String name = choose(System.getenv());
    System.setProperty("user.name", name);
    if (isMissing(System.getProperty("user.home"))) {
      System.setProperty(
          "user.home",
          Optional.ofNullable(System.getenv("HOME"))
              .orElseGet(() -> System.getProperty("java.io.tmpdir")));
    }
    UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(name));
  }

  private static boolean isMissing(String name) {
    return name == null || name.isBlank() || name.equals(NONE);
  }

  /** What the user has said, else the number with {@code user-} before it. */
  static String choose(Map<String, String> environment) {
    return Stream.of("HADOOP_USER_NAME", "SPARK_USER", "USER", "LOGNAME")
        .map(environment::get)
        .filter(name -> !isMissing(name))
        .findFirst()
        .orElseGet(LoginName::number);
  }

  private static String number() {
    try {
      return "user-" + Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException | UnsupportedOperationException e) {
      return "user"; // no Linux
    }
  }
}
