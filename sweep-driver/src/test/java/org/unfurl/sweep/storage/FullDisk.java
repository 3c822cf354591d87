package org.unfurl.sweep.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk, without space for files of certain names. */
public final class FullDisk extends RawLocalFileSystem {

  /** The setting that says which: a regular expression. */
  public static final String NAMES = "full.names";

  @Override
  public URI getUri() {
    return URI.create("full:///");
  }

  @Override
  public FSDataOutputStream create(Path path, boolean overwrite) throws IOException {
    FSDataOutputStream file = super.create(path, overwrite);
    if (!path.getName().matches(getConf().get(NAMES))) {
      return file;
    }
    return new FSDataOutputStream(
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void close() throws IOException {
            file.close();
          }
        },
        null);
  }
}
