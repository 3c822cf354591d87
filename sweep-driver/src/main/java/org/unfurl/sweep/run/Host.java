package org.unfurl.sweep.run;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of the machine this JVM runs on. */
final class Host {

  private Host() {}

  static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown"; // a machine without a resolvable name still computes
    }
  }
}
