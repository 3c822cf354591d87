package org.unfurl.train.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * What {@code torch.jit.save} writes: a zip file of pickled objects ({@code data.pkl}, {@code
 * constants.pkl}), the bytes of their tensors ({@code data/0}, …) and their code.
 */
final class ScriptArchive {

  private static final String ZIP = "PK";

  /** What {@code torch.save} does not write. */
  private static final String CONSTANTS = "/constants.pkl";

  private static final Pattern TENSOR = Pattern.compile("[^/]+/(data|constants)/\\d+");
  private static final String SINGLE = "torch\nFloatStorage\n";
  private static final String DOUBLE = "torch\nDoubleStorage\n";
  private static final Pattern OTHER_STORAGE = Pattern.compile("torch\n(?!Float)\\w+Storage\n");

  private ScriptArchive() {}

  /** Whether these bytes are a zip file. */
  static boolean isZip(byte[] bytes) {
    return text(bytes).startsWith(ZIP);
  }

  /** Whether a zip file holds code, and not only what Python pickled. */
  static boolean isScript(byte[] bytes) {
    return text(bytes).contains(CONSTANTS);
  }

  /**
   * The same module with every number in double precision, for checks of gradients.
   *
   * @throws IllegalStateException if it holds tensors of other types than float32
   */
  static byte[] widened(byte[] bytes) {
    try {
      // Its entries are written in a way that only a reader of whole files understands.
      Path file = Files.createTempFile("unfurl", ".pt");
      try {
        Files.write(file, bytes);
        return widened(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] widened(Path file) throws IOException {
    ByteArrayOutputStream wide = new ByteArrayOutputStream();
    try (ZipFile zip = new ZipFile(file.toFile());
        ZipOutputStream out = new ZipOutputStream(wide)) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(widened(entry.getName(), zip.getInputStream(entry).readAllBytes()));
        out.closeEntry();
      }
    }
    return wide.toByteArray();
  }

  private static byte[] widened(String name, byte[] content) {
    if (TENSOR.matcher(name).matches()) {
      ByteBuffer single = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
      ByteBuffer wide = ByteBuffer.allocate(2 * content.length).order(ByteOrder.LITTLE_ENDIAN);
      while (single.hasRemaining()) {
        wide.putDouble(single.getFloat());
      }
      return wide.array();
    }
    if (!name.endsWith(".pkl")) {
      return content;
    }
    String pickle = text(content);
    if (OTHER_STORAGE.matcher(pickle).find()) {
      throw new IllegalStateException(
          "tensors (not all float32) must be float32 for a check in double precision");
    }
    return pickle.replace(SINGLE, DOUBLE).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
