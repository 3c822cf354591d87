package org.unfurl.sim.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are no archive of arrays that Java reads, and what is said of them. */
class ArrayFileTest {

  private static final int DEFLATE = 8;

  @TempDir private Path folder;

  /** What Python's zipfile writes with another compression, as far as it is looked at. */
  @ParameterizedTest
  @CsvSource({"12, bzip2", "14, LZMA", "93, Zstandard", "95, XZ", "9, deflate64", "7, method 7"})
  void otherCompressionsAreNamed(int method, String name) throws IOException {
    assertRefused(
        "it is an .npz file compressed by "
            + name
            + ", which must be deflate or nothing; write it with numpy.savez_compressed or"
            + " numpy.savez",
        archive(method, 0));
  }

  @Test
  void anEncryptedArchiveIsNotCalledDamaged() throws IOException {
    assertRefused(
        "it is an encrypted .npz file; write it with numpy.savez_compressed or numpy.savez",
        archive(DEFLATE, 1));
  }

  @Test
  void anEmptyFileIsCalledSo() throws IOException {
    assertRefused("it is empty; write it again with numpy.save or numpy.savez", new byte[0]);
  }

  private void assertRefused(String message, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("data"), bytes);
    assertEquals(
        message, assertThrows(IOException.class, () -> RecordedArray.names(file)).getMessage());
  }

  /** Two entries, the second of which says in both its headers how it was made. */
  private static byte[] archive(int method, int flags) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("a.npy"));
      zip.putNextEntry(new ZipEntry("b.npy"));
    }
    byte[] bytes = out.toByteArray();
    mark(bytes, lastIndex(bytes, 3, 4) + 6, method, flags);
    mark(bytes, lastIndex(bytes, 1, 2) + 8, method, flags);
    return bytes;
  }

  private static void mark(byte[] bytes, int at, int method, int flags) {
    bytes[at] |= (byte) flags;
    bytes[at + 2] = (byte) method;
  }

  /** Where the last header of a kind begins: PK and two bytes. */
  private static int lastIndex(byte[] bytes, int third, int fourth) {
    int at = bytes.length - 4;
    while (bytes[at] != 'P'
        || bytes[at + 1] != 'K'
        || bytes[at + 2] != third
        || bytes[at + 3] != fourth) {
      at--;
    }
    return at;
  }
}
