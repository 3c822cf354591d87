package org.unfurl.sim.reference;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Where the bytes of one array lie: in a .npy file, or in an entry of a .npz file, which is a zip
 * archive of such.
 *
 * @param entry of the archive; empty for a .npy file
 */
record ArrayFile(Path file, String entry) {

  private static final String NPY = ".npy";
  private static final int BUFFER = 1 << 16;

  /** How Java's reader of archives words what it does not read, by the number of the method. */
  private static final Pattern COMPRESSION = Pattern.compile("compression method:? (\\d+)");

  /** PKWARE's APPNOTE.TXT 6.3.10, section 4.4.5. */
  private static final Map<String, String> METHODS =
      Map.of("9", "deflate64", "12", "bzip2", "14", "LZMA", "93", "Zstandard", "95", "XZ");

  /**
   * The file of an array.
   *
   * @param array one of {@link #names}; empty for a .npy file
   */
  static ArrayFile of(Path file, String array) {
    return new ArrayFile(file, array.isEmpty() ? "" : array + NPY);
  }

  /** The arrays of a .npz file; none for a .npy file, whose one array has no name. */
  static List<String> names(Path file) throws IOException {
    if (!isArchive(file)) {
      return List.of();
    }
    try (ZipFile archive = new ZipFile(file.toFile())) {
      List<String> names =
          archive.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith(NPY))
              .map(name -> name.substring(0, name.length() - NPY.length()))
              .toList();
      if (names.isEmpty()) {
        throw new IOException("it holds no array; write it with numpy.savez");
      }
      return names;
    } catch (ZipException e) {
      throw unreadable(e);
    }
  }

  /** Why an archive cannot be read: also whole ones may be beyond Java's reader. */
  static IOException unreadable(ZipException cause) {
    String reason = String.valueOf(cause.getMessage());
    Matcher compression = COMPRESSION.matcher(reason);
    if (compression.find()) {
      String number = compression.group(1);
      return new IOException(
          "it is an .npz file compressed by "
              + METHODS.getOrDefault(number, "method " + number)
              + ", which must be deflate or nothing; write it with numpy.savez_compressed or"
              + " numpy.savez",
          cause);
    }
    if (reason.contains("encrypted")) {
      return new IOException(
          "it is an encrypted .npz file; write it with numpy.savez_compressed or numpy.savez",
          cause);
    }
    return damaged(reason, cause);
  }

  private static IOException damaged(String how, Throwable cause) {
    return new IOException("it is a damaged .npz file (" + how + "); write it again", cause);
  }

  /** Bytes in it, uncompressed. */
  long size() throws IOException {
    if (entry.isEmpty()) {
      return Files.size(file);
    }
    try (ZipFile archive = new ZipFile(file.toFile())) {
      return archive.getEntry(entry).getSize();
    }
  }

  /** Its bytes from the first; whoever opens them closes them. */
  InputStream open() throws IOException {
    if (entry.isEmpty()) {
      return new BufferedInputStream(Files.newInputStream(file), BUFFER);
    }
    ZipFile archive = new ZipFile(file.toFile());
    try {
      ZipEntry found = archive.getEntry(entry);
      if (found == null) {
        throw new IOException("it holds no array of the name " + entry);
      }
      return new FilterInputStream(new BufferedInputStream(archive.getInputStream(found), BUFFER)) {
        @Override
        public void close() throws IOException {
          archive.close(); // and with it every stream of its entries
        }
      };
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  /**
   * Compares what was read with what was written, which Java's reader of archives leaves undone: it
   * hands out damaged bytes as they are. A .npy file has no checksum.
   *
   * @param sum of all bytes of {@link #open}
   */
  void requireChecksum(CRC32 sum) throws IOException {
    if (entry.isEmpty()) {
      return;
    }
    try (ZipFile archive = new ZipFile(file.toFile())) {
      if (archive.getEntry(entry).getCrc() != sum.getValue()) {
        throw damaged("the checksum of " + entry + " differs", null);
      }
    }
  }

  /** Told by its first bytes, because a name may say anything. */
  private static boolean isArchive(Path file) throws IOException {
    byte[] first;
    try (InputStream in = Files.newInputStream(file)) {
      first = in.readNBytes(2);
    }
    if (first.length == 0) {
      throw new IOException("it is empty; write it again with numpy.save or numpy.savez");
    }
    if (first.length == 2 && first[0] == 'P' && first[1] == 'K') {
      return true;
    }
    if (first.length == 2 && first[0] == (byte) 0x93 && first[1] == 'N') {
      return false;
    }
    throw new IOException(
        "it must be written by numpy.save or numpy.savez, but begins with other bytes; load it in"
            + " Python and save it so");
  }
}
