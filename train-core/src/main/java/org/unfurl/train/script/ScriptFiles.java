package org.unfurl.train.script;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of TorchScript that this process has read, by their content. Settings are plain values
 * and name a file by its digest; whoever reads one in, from a sweep file or from a results folder,
 * adds it here. It does not matter who did, or when: what is found under a digest is always the
 * same.
 */
public final class ScriptFiles {

  private static final Map<String, ScriptFile> BY_DIGEST = new ConcurrentHashMap<>();

  private ScriptFiles() {}

  /**
   * Adds a file.
   *
   * @param name as the sweep file has it
   * @return that file, or an equal one that was added before
   */
  public static ScriptFile add(String name, byte[] bytes) {
    ScriptFile file = new ScriptFile(name, bytes);
    ScriptFile known = BY_DIGEST.putIfAbsent(file.sha256(), file);
    return known == null ? file : known;
  }

  /** The file of a digest; empty if it was not read in here. */
  public static Optional<ScriptFile> find(String sha256) {
    return Optional.ofNullable(BY_DIGEST.get(sha256));
  }
}
