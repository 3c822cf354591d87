package org.unfurl.train.script;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.unfurl.sim.random.Sha256;
import org.unfurl.train.layer.Signal;

/** A file of TorchScript: two are the same if their bytes are. */
public final class ScriptFile {

  private static final int SHORT = 6;

  private final String name;
  private final byte[] bytes;
  private final String sha256;

  /** What has been found out about it, since a plan asks for every trial. */
  private final Map<List<Signal>, Inspection> inspections = new ConcurrentHashMap<>();

  /**
   * A file that has been read.
   *
   * @param name as the sweep file has it, for messages
   * @param bytes all of it. Not modified.
   */
  ScriptFile(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes.clone();
    this.sha256 = HexFormat.of().formatHex(Sha256.start().digest(bytes));
  }

  /** As the sweep file has it. */
  public String name() {
    return name;
  }

  /** The content's digest, 64 hexadecimal digits. */
  public String sha256() {
    return sha256;
  }

  /** For labels: the file's own name without what it ends in, and the digest's first digits. */
  public String label() {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    return (dot > 0 ? last.substring(0, dot) : last) + '-' + sha256.substring(0, SHORT);
  }

  /** A copy of the content. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * What it is as a network from one signal to another; the first time that takes the engine.
   *
   * @param input what it will read
   * @param output what it must make of it
   */
  public Inspection inspected(Signal input, Signal output) {
    return inspections.computeIfAbsent(
        List.of(input, output), missing -> new Examination(this, input, output).result());
  }
}
