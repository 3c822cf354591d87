package org.unfurl.sweep.storage;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** A local folder behind a file system that is not the operating system's own. */
public final class RemoteFileSystem extends FilterFileSystem {

  /** The setting that makes it create what is there already. */
  static final String FORGETFUL = "remote.forgetful";

  /** For Hadoop. */
  public RemoteFileSystem() {
    super(new RawLocalFileSystem());
  }

  @Override
  public void initialize(URI uri, Configuration configuration) throws IOException {
    setConf(configuration);
    fs.initialize(URI.create("file:///"), configuration);
  }

  @Override
  public URI getUri() {
    return URI.create("remote:///");
  }

  @Override
  protected void checkPath(Path path) {}

  @Override
  public Path makeQualified(Path path) {
    return path;
  }

  private static Path local(Path path) {
    return new Path(path.toUri().getPath());
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    boolean forgetful = getConf().getBoolean(FORGETFUL, false);
    synchronized (RemoteFileSystem.class) {
      if (!overwrite && !forgetful && fs.exists(local(path))) {
        throw new FileAlreadyExistsException(path.toString());
      }
      return fs.create(local(path), true);
    }
  }

  @Override
  public org.apache.hadoop.fs.FileStatus[] listStatus(Path path) throws IOException {
    return fs.listStatus(local(path));
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    return fs.mkdirs(local(path));
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return fs.delete(local(path), recursive);
  }

  @Override
  public org.apache.hadoop.fs.FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return fs.open(local(path), bufferSize);
  }

  @Override
  public org.apache.hadoop.fs.FileStatus getFileStatus(Path path) throws IOException {
    return fs.getFileStatus(local(path));
  }

  @Override
  public boolean hasPathCapability(Path path, String capability) {
    return false;
  }
}
