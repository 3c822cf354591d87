package org.unfurl.sweep.merge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unfurl.sim.random.Sha256;
import org.unfurl.sweep.storage.AtomicFile;
import org.unfurl.sweep.storage.ResultFileSystem;
import org.unfurl.sweep.storage.WriteLease;

/** Lists, compares and copies files, each on whatever file system it lies. */
final class Files {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BUFFER = 1 << 16;

  private final Configuration configuration;
  private final MergeProgress progress;

  Files(Configuration configuration, MergeProgress progress) {
    this.configuration = configuration;
    this.progress = progress;
  }

  /** What lies in a folder, by name; nothing where there is no such folder. */
  Map<String, FileStatus> list(Path folder) throws IOException {
    Map<String, FileStatus> files = new TreeMap<>();
    try {
      for (FileStatus file : of(folder).listStatus(folder)) {
        files.put(file.getPath().getName(), file);
      }
    } catch (FileNotFoundException absent) {
      return files;
    }
    return files;
  }

  boolean exists(Path path) throws IOException {
    return of(path).exists(path);
  }

  /** Whether a folder has, or has had, a writer of tables. */
  boolean hasWriter(Path folder) throws IOException {
    return WriteLease.isKnown(of(folder), folder);
  }

  /** Whether that writer lives, or was killed. */
  boolean isBeingWritten(Path folder) throws IOException {
    return WriteLease.isHeld(of(folder), folder);
  }

  /** The path with its file system, so that two names of one place are equal. */
  Path qualified(Path path) throws IOException {
    return of(path).makeQualified(path);
  }

  boolean haveEqualContent(Path one, Path other) throws IOException {
    if (of(one).getFileStatus(one).getLen() != of(other).getFileStatus(other).getLen()) {
      return false;
    }
    try (InputStream first = of(one).open(one);
        InputStream second = of(other).open(other)) {
      while (true) {
        byte[] expected = first.readNBytes(BUFFER);
        if (!Arrays.equals(expected, second.readNBytes(BUFFER))) {
          return false;
        }
        if (expected.length == 0) {
          return true;
        }
      }
    }
  }

  /** SHA-256, in hexadecimal digits. */
  String checksum(Path path) throws IOException {
    MessageDigest digest = Sha256.start();
    try (InputStream in = new DigestInputStream(of(path).open(path), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** What a file of JSON says; an empty node where it is none. */
  JsonNode json(Path path) throws IOException {
    try (InputStream in = of(path).open(path)) {
      return JSON.readTree(in);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  /** Copies a file, which is there whole or not at all, over what may be there. */
  void copy(Path from, Path to) throws IOException {
    try (InputStream in = of(from).open(from)) {
      AtomicFile.write(
          to,
          configuration,
          out -> {
            byte[] bytes = new byte[BUFFER];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
              out.write(bytes, 0, count);
              progress.copied(count);
            }
          });
    }
  }

  private FileSystem of(Path path) throws IOException {
    return ResultFileSystem.of(path, configuration);
  }
}
