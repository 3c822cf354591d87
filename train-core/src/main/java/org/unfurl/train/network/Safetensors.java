package org.unfurl.train.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/**
 * The safetensors file format (https://github.com/huggingface/safetensors): the header's length as
 * eight bytes, little-endian; a JSON header that gives each tensor's type, shape and place; the
 * numbers.
 */
public final class Safetensors {

  private Safetensors() {}

  /**
   * A network's parameters as little-endian float32, each convolution as PyTorch's Conv1d or Conv2d
   * keeps it: {@code <name>.weight} of shape (output, input, tap) on a line and (output, input, tap
   * along y, tap along x) on a plane, and {@code <name>.bias} of shape (output).
   */
  public static byte[] encode(ParameterVector parameters) {
    double[] values = parameters.read();
    ByteBuffer data =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    StringJoiner entries = new StringJoiner(",", "{", "}");
    for (ParameterLayout.Convolution c : parameters.layout().convolutions()) {
      int taps = c.kernel().taps();
      int weight = data.position();
      for (int output = 0; output < c.outputs(); output++) {
        for (int input = 0; input < c.inputs(); input++) {
          for (int tap = 0; tap < taps; tap++) {
            data.putFloat((float) values[c.weightIndex(output, input, tap)]);
          }
        }
      }
      int bias = data.position();
      for (int output = 0; output < c.outputs(); output++) {
        data.putFloat((float) values[c.biasOffset() + output]);
      }
      String weightShape = c.outputs() + "," + c.inputs() + "," + c.kernel().extent();
      entries.add(entry(c.name() + ".weight", weightShape, weight, bias));
      entries.add(entry(c.name() + ".bias", Integer.toString(c.outputs()), bias, data.position()));
    }
    byte[] header = padded(entries.toString()).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + header.length + data.position())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .put(data.array())
        .array();
  }

  private static String entry(String name, String shape, int from, int to) {
    return '"'
        + name
        + "\":{\"dtype\":\"F32\",\"shape\":["
        + shape
        + "],\"data_offsets\":["
        + from
        + ','
        + to
        + "]}";
  }

  /** Readers map the numbers into memory in place, which wants them aligned to eight bytes. */
  private static String padded(String header) {
    return header + " ".repeat(Math.floorMod(-header.length(), Long.BYTES));
  }
}
