package org.unfurl.train.checkpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.unfurl.sim.random.Sha256;
import org.unfurl.train.parameter.SafetensorsFile;

/**
 * Texts and arrays of numbers as one safetensors file, whose first text is a checksum over all of
 * its bytes, taken with zeros in the checksum's place.
 *
 * @param texts by name
 * @param arrays by name
 */
public record StateFile(Map<String, String> texts, Map<String, double[]> arrays) {

  private static final String CHECKSUM = "sha256";
  private static final String NONE = "0".repeat(64);

  /** The header's length stands before it. */
  private static final int HEADER = Long.BYTES;

  private static final byte[] BEGIN =
      ("{\"__metadata__\":{\"" + CHECKSUM + "\":\"").getBytes(StandardCharsets.UTF_8);

  private static final int FROM = HEADER + BEGIN.length;

  /** The bytes. */
  public byte[] encode() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(CHECKSUM, NONE);
    metadata.putAll(texts);
    Map<String, SafetensorsFile.Array> tensors = new LinkedHashMap<>();
    arrays.forEach((name, values) -> tensors.put(name, SafetensorsFile.Array.of(values)));
    byte[] bytes = new SafetensorsFile(metadata, tensors).encode();
    byte[] checksum = checksum(bytes).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(checksum, 0, bytes, FROM, checksum.length);
    return bytes;
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @throws UnusableStateException if a byte is another one, or missing, or too much
   */
  public static StateFile decode(byte[] bytes) {
    int to = FROM + NONE.length();
    boolean begins =
        bytes.length >= to && Arrays.equals(BEGIN, Arrays.copyOfRange(bytes, HEADER, FROM));
    if (!begins
        || !checksum(bytes)
            .equals(new String(bytes, FROM, NONE.length(), StandardCharsets.UTF_8))) {
      throw new UnusableStateException(
          "state ("
              + bytes.length
              + " bytes) must be whole, and its checksum says that it is damaged or cut; begin"
              + " without it");
    }
    try {
      SafetensorsFile file = SafetensorsFile.decode(bytes);
      Map<String, String> texts = new LinkedHashMap<>(file.metadata());
      texts.remove(CHECKSUM);
      Map<String, double[]> arrays = new LinkedHashMap<>();
      file.tensors().forEach((name, array) -> arrays.put(name, array.values()));
      return new StateFile(texts, arrays);
    } catch (IllegalArgumentException e) {
      throw new UnusableStateException(
          "state (" + bytes.length + " bytes) cannot be read: " + e.getMessage(), e);
    }
  }

  /** Over all bytes, those of the checksum taken for zeros. */
  private static String checksum(byte[] bytes) {
    MessageDigest digest = Sha256.start();
    digest.update(bytes, 0, FROM);
    digest.update(NONE.getBytes(StandardCharsets.UTF_8));
    int to = FROM + NONE.length();
    digest.update(bytes, to, bytes.length - to);
    return HexFormat.of().formatHex(digest.digest());
  }
}
