package org.unfurl.train.script;

import java.io.IOException;
import java.io.InputStream;

/** The files beside this class's resources, written by {@code make_modules.py}. */
public final class SavedModules {

  private SavedModules() {}

  /** A file that has been added to {@link ScriptFiles}. */
  public static ScriptFile file(String name) {
    try (InputStream in = SavedModules.class.getResourceAsStream(name)) {
      return ScriptFiles.add(name, in.readAllBytes());
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }
}
