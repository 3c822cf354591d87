package org.unfurl.sweep.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks whether a standalone master listens, because Spark itself would try for a minute before it
 * gives up.
 */
final class StandaloneMaster {

  private static final int TIMEOUT_MILLIS = 5000;
  private static final String SCHEME = "spark://";
  private static final Pattern HOST_PORT = Pattern.compile("\\[?(.+?)]?:(\\d{1,5})");

  private StandaloneMaster() {}

  /**
   * Returns if the master is of another kind, or one of its addresses accepts a connection.
   *
   * @param master Spark's master URL, such as {@code spark://host:7077,standby:7077}
   */
  static void requireReachable(String master) throws RunRefusedException {
    if (!master.startsWith(SCHEME)) {
      return;
    }
    List<String> reasons = new ArrayList<>();
    for (String address : master.substring(SCHEME.length()).split(",")) {
      Matcher parts = HOST_PORT.matcher(address);
      if (!parts.matches() || Integer.parseInt(parts.group(2)) > 0xffff) {
        reasons.add(address + " is not host:port");
        continue;
      }
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))),
            TIMEOUT_MILLIS);
        return;
      } catch (IOException e) {
        String reason = e instanceof UnknownHostException ? "unknown host" : e.getMessage();
        reasons.add(address + ": " + reason);
      }
    }
    throw new RunRefusedException(
        "--master ("
            + master
            + ") must be a Spark master that can be reached, but: "
            + String.join("; ", reasons));
  }
}
