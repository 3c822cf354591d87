package org.unfurl.train.parameter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a file of {@link Safetensors} by the format's definition. */
public final class SafetensorsReader {

  private final String header;
  private final ByteBuffer data;

  public SafetensorsReader(byte[] file) {
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    byte[] bytes = new byte[(int) buffer.getLong()];
    buffer.get(bytes);
    header = new String(bytes, StandardCharsets.UTF_8);
    data = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Names of the tensors. */
  public List<String> names() {
    return Pattern.compile("\"([^\"]+)\":\\{")
        .matcher(header)
        .results()
        .map(m -> m.group(1))
        .toList();
  }

  /** Puts a tensor where a flat vector has it from {@code offset} on. */
  public void copy(Tensor tensor, double[] flat, int offset) {
    String shape = tensor.shape().toString().replace(" ", "");
    Matcher entry =
        Pattern.compile(
                Pattern.quote('"' + tensor.name() + "\":{\"dtype\":\"F32\",\"shape\":" + shape)
                    + ",\"data_offsets\":\\[(\\d+),(\\d+)\\]")
            .matcher(header);
    if (!entry.find()) {
      throw new AssertionError(tensor.name() + " of " + shape + " is not in " + header);
    }
    int at = Integer.parseInt(entry.group(1));
    for (int place : tensor.flatOffsets()) {
      flat[offset + place] = data.getFloat(at);
      at += Float.BYTES;
    }
  }
}
