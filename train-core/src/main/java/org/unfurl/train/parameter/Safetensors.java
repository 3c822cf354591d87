package org.unfurl.train.parameter;

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
   * A network's parameters as little-endian float32, each tensor under its name, in its shape and
   * row by row: as PyTorch's Conv1d and Conv2d, Linear and GroupNorm keep theirs.
   */
  public static byte[] encode(ParameterVector parameters) {
    double[] values = parameters.read();
    ParameterLayout layout = parameters.layout();
    ByteBuffer data =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    StringJoiner entries = new StringJoiner(",", "{", "}");
    for (Tensor tensor : layout.tensors()) {
      int from = data.position();
      int first = layout.offset(tensor);
      for (int offset : tensor.flatOffsets()) {
        data.putFloat((float) values[first + offset]);
      }
      entries.add(entry(tensor, from, data.position()));
    }
    byte[] header = padded(entries.toString()).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + header.length + data.position())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .put(data.array())
        .array();
  }

  /**
   * The numbers of a file of {@link #encode} in the order of the flat vector.
   *
   * @throws IllegalArgumentException if it is no such file, or not of a network with these tensors
   */
  public static double[] decode(byte[] file, ParameterLayout layout) {
    SafetensorsFile read = SafetensorsFile.decode(file);
    double[] values = new double[layout.size()];
    for (Tensor tensor : layout.tensors()) {
      SafetensorsFile.Array array = read.tensors().get(tensor.name());
      if (array == null || !array.shape().equals(tensor.shape())) {
        throw new IllegalArgumentException(
            "weights ("
                + tensor.name()
                + (array == null ? " missing" : " of shape " + array.shape())
                + ") must have it in the network's shape "
                + tensor.shape()
                + ", take weights of the same network");
      }
      int[] offsets = tensor.flatOffsets();
      for (int i = 0; i < offsets.length; i++) {
        values[layout.offset(tensor) + offsets[i]] = array.values()[i];
      }
    }
    if (read.tensors().size() != layout.tensors().size()) {
      throw new IllegalArgumentException(
          "weights ("
              + read.tensors().size()
              + " tensors) must be of a network with "
              + layout.tensors().size()
              + ", take weights of the same network");
    }
    return values;
  }

  private static String entry(Tensor tensor, int from, int to) {
    return '"'
        + tensor.name()
        + "\":{\"dtype\":\"F32\",\"shape\":"
        + tensor.shape().toString().replace(" ", "")
        + ",\"data_offsets\":["
        + from
        + ','
        + to
        + "]}";
  }

  /** Readers map the numbers into memory in place, which wants them aligned to eight bytes. */
  static String padded(String header) {
    return header + " ".repeat(Math.floorMod(-header.length(), Long.BYTES));
  }
}
