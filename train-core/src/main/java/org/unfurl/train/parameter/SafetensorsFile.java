package org.unfurl.train.parameter;

import ai.djl.util.JsonUtils;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A safetensors file: texts and arrays of numbers, by name. An array whose numbers are all of
 * single precision is stored so, any other in double precision; either way every bit comes back.
 *
 * @param metadata texts, in the order of the file
 * @param tensors arrays, in the order of the file
 */
public record SafetensorsFile(Map<String, String> metadata, Map<String, Array> tensors) {

  private static final String METADATA = "__metadata__";
  private static final String SINGLE = "F32";
  private static final String DOUBLE = "F64";

  /** A header that claims more is none: it would not fit into memory. */
  private static final long LONGEST_HEADER = 100_000_000;

  /** Copies, in order. */
  public SafetensorsFile {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * Numbers row by row.
   *
   * @param values shared, not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Array(List<Integer> shape, double[] values) {

    /** One row. */
    public static Array of(double... values) {
      return new Array(List.of(values.length), values);
    }

    private boolean isSingle() {
      for (double value : values) {
        if (Double.doubleToRawLongBits((float) value) != Double.doubleToRawLongBits(value)) {
          return false;
        }
      }
      return true;
    }
  }

  /** The bytes of the file. */
  public byte[] encode() {
    JsonObject header = new JsonObject();
    JsonObject texts = new JsonObject();
    metadata.forEach(texts::addProperty);
    header.add(METADATA, texts);
    int size = 0;
    for (Map.Entry<String, Array> tensor : tensors.entrySet()) {
      boolean single = tensor.getValue().isSingle();
      int count = tensor.getValue().values().length;
      int end = Math.addExact(size, count * (single ? Float.BYTES : Double.BYTES));
      JsonObject entry = new JsonObject();
      entry.addProperty("dtype", single ? SINGLE : DOUBLE);
      entry.add("shape", JsonUtils.GSON.toJsonTree(tensor.getValue().shape()));
      entry.add("data_offsets", JsonUtils.GSON.toJsonTree(new int[] {size, end}));
      header.add(tensor.getKey(), entry);
      size = end;
    }
    byte[] json = Safetensors.padded(header.toString()).getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(Math.addExact(Long.BYTES + json.length, size))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json);
    for (Array array : tensors.values()) {
      boolean single = array.isSingle();
      for (double value : array.values()) {
        if (single) {
          file.putFloat((float) value);
        } else {
          file.putDouble(value);
        }
      }
    }
    return file.array();
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it is none, or has numbers other than of single or double
   *     precision; the message says why
   */
  public static SafetensorsFile decode(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.length < Long.BYTES ? -1 : file.getLong();
    if (length < 0 || length > Math.min(LONGEST_HEADER, file.remaining())) {
      throw new IllegalArgumentException(
          "file ("
              + bytes.length
              + " bytes) must begin with a header, it is cut or no safetensors");
    }
    byte[] json = new byte[(int) length];
    file.get(json);
    ByteBuffer data = file.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Array> tensors = new LinkedHashMap<>();
    try {
      JsonObject header =
          JsonUtils.GSON.fromJson(new String(json, StandardCharsets.UTF_8), JsonObject.class);
      for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
        JsonObject value = entry.getValue().getAsJsonObject();
        if (entry.getKey().equals(METADATA)) {
          value.entrySet().forEach(one -> metadata.put(one.getKey(), one.getValue().getAsString()));
        } else {
          tensors.put(entry.getKey(), array(value, data));
        }
      }
    } catch (JsonParseException
        | IllegalStateException
        | NullPointerException
        | ClassCastException
        | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "header (" + length + " bytes) must be that of a safetensors file: " + e.getMessage(), e);
    }
    return new SafetensorsFile(metadata, tensors);
  }

  private static Array array(JsonObject entry, ByteBuffer data) {
    String type = entry.get("dtype").getAsString();
    if (!type.equals(SINGLE) && !type.equals(DOUBLE)) {
      throw new IllegalArgumentException(
          "dtype (" + type + ") must be " + SINGLE + " or " + DOUBLE + ", save it as one of them");
    }
    boolean single = type.equals(SINGLE);
    List<Integer> shape = whole(entry.getAsJsonArray("shape"));
    List<Integer> offsets = whole(entry.getAsJsonArray("data_offsets"));
    int size = shape.stream().reduce(1, Math::multiplyExact);
    int width = single ? Float.BYTES : Double.BYTES;
    if (offsets.get(1) - offsets.get(0) != size * width) {
      throw new IllegalStateException("offsets " + offsets + " do not hold shape " + shape);
    }
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      int at = offsets.get(0) + i * width;
      values[i] = single ? data.getFloat(at) : data.getDouble(at);
    }
    return new Array(shape, values);
  }

  private static List<Integer> whole(JsonArray numbers) {
    return IntStream.range(0, numbers.size()).mapToObj(i -> numbers.get(i).getAsInt()).toList();
  }
}
