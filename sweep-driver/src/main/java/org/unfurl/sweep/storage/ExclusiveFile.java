package org.unfurl.sweep.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * Files that exactly one of any number of processes creates. On a local disk the operating system
 * decides ({@code O_EXCL}), on HDFS its name node, on an object store a conditional write ({@code
 * If-None-Match}).
 */
final class ExclusiveFile {

  private ExclusiveFile() {}

  /**
   * Creates a file, unless there is one.
   *
   * @param content of this process alone: by it the file is known again
   * @return whether it was created here; the folder that it belongs to must exist
   * @throws IOException if it can neither be created, nor is there
   */
  static boolean create(FileSystem files, Path path, byte[] content) throws IOException {
    if (LocalFile.isLocal(files)) {
      return createLocally(LocalFile.of(files, path), content);
    }
    try {
      try (FSDataOutputStream out = open(files, path)) {
        out.write(content);
      }
      return true;
    } catch (IOException e) {
      // Who was first, the file says: each file system has its own exception for the second, and a
      // client that repeats a request whose answer was lost refuses itself.
      if (!files.exists(path)) {
        throw e;
      }
      return isContent(files, path, content);
    }
  }

  private static FSDataOutputStream open(FileSystem files, Path path) throws IOException {
    String conditional = CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;
    if (files.hasPathCapability(path, conditional)) {
      return (FSDataOutputStream)
          files.createFile(path).recursive().overwrite(true).must(conditional, true).build();
    }
    return files.create(path, false);
  }

  private static boolean isContent(FileSystem files, Path path, byte[] content) {
    try {
      return Arrays.equals(read(files, path), content);
    } catch (IOException e) { // another is still writing it, or has removed it again
      return false;
    }
  }

  static byte[] read(FileSystem files, Path path) throws IOException {
    try (InputStream in = files.open(path)) {
      return in.readAllBytes();
    }
  }

  private static boolean createLocally(java.nio.file.Path path, byte[] content) throws IOException {
    try {
      Files.createFile(path);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    try {
      Files.write(path, content, StandardOpenOption.WRITE);
    } catch (IOException e) { // a full disk has room for a name
      Files.deleteIfExists(path);
      throw e;
    }
    return true;
  }
}
