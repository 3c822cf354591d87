package org.unfurl.sweep.run;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.plan.TrialConfig;
import org.unfurl.train.architecture.TorchScript;
import org.unfurl.train.script.ScriptFile;
import org.unfurl.train.script.ScriptFiles;

/**
 * The networks of the user's own that a run's trials train, as files. Broadcast with {@link Stores},
 * so that executors need not see where they lay.
 */
final class NetworkFiles implements Serializable {

  private static final long serialVersionUID = 1L;

  /** By digest; the name is for messages. */
  private final TreeMap<String, byte[]> contents = new TreeMap<>();

  private final TreeMap<String, String> names = new TreeMap<>();

  /** Those of the trials, which this process has read in. */
  static NetworkFiles of(Collection<Trial> trials) {
    NetworkFiles files = new NetworkFiles();
    for (Trial trial : trials) {
      file(trial)
          .ifPresent(
              file -> {
                files.contents.computeIfAbsent(file.sha256(), digest -> file.bytes());
                files.names.put(file.sha256(), file.name());
              });
    }
    return files;
  }

  /** The file of a trial's network; empty if it is none of the user's own. */
  static Optional<ScriptFile> file(Trial trial) {
    return trial.config() instanceof TrialConfig.Trained trained
        ? trained
            .training()
            .architecture()
            .values()
            .find(TorchScript.FILE)
            .flatMap(ScriptFiles::find)
        : Optional.empty();
  }

  /** Reads them into the process that this is called in. */
  void takeIn() {
    for (Map.Entry<String, byte[]> content : contents.entrySet()) {
      if (ScriptFiles.find(content.getKey()).isEmpty()) {
        ScriptFiles.add(names.get(content.getKey()), content.getValue());
      }
    }
  }
}
