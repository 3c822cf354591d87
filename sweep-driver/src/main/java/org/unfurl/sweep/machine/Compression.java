package org.unfurl.sweep.machine;

import com.github.luben.zstd.Zstd;
import org.unfurl.sweep.outcome.RootCause;

/** The native library of Zstandard, with which the tables are compressed. */
public final class Compression {

  private Compression() {}

  /**
   * Loads it: the first time in a process it is unpacked into Java's temporary folder.
   *
   * @throws UnusableMachineException if that folder refuses it
   */
  public static void require() {
    try {
      Zstd.maxCompressionLevel();
    } catch (LinkageError e) {
      throw new UnusableMachineException(
          "temporary folder ("
              + System.getProperty("java.io.tmpdir")
              + ") must be one whose files can be written and executed, but: "
              + RootCause.of(e).toString().replace('\n', ' ')
              + "; name another: JAVA_OPTS=-Djava.io.tmpdir=FOLDER",
          e);
    }
  }
}
