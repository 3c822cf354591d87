package org.unfurl.sim.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Sha256;

/**
 * Trajectories that somebody else recorded: an array of float32 or float64 in either byte order and
 * either order of its axes, in a .npy file or as one of the arrays of a .npz file (a zip archive,
 * compressed or not). Its axes are (trajectory, frame, state), or the state's (channel, x) on a
 * line, (channel, y, x) on a plane, (y, x) where there is one channel.
 *
 * <p>Holds no open file. Whatever is wrong with the file is an {@link IOException} whose message
 * says what would mend it.
 *
 * <p>Source: NumPy enhancement proposal 1, "A Simple File Format for NumPy Arrays".
 */
public final class RecordedArray {

  private final ArrayFile file;
  private final NpyHeader header;

  private RecordedArray(ArrayFile file, NpyHeader header) {
    this.file = file;
    this.header = header;
  }

  /**
   * The names of the arrays in a .npz file; none for a .npy file, whose one array has no name.
   *
   * @throws IOException if it is neither
   */
  public static List<String> names(Path file) throws IOException {
    return ArrayFile.names(file);
  }

  /**
   * Reads what the file says of its array, and checks it.
   *
   * @param array one of {@link #names}; empty for a .npy file
   * @param states what its states must look like
   * @throws IOException if it cannot be read, is no such array, or is shorter than it says
   */
  public static RecordedArray open(Path file, String array, StateShape states) throws IOException {
    ArrayFile bytes = ArrayFile.of(file, array);
    NpyHeader header;
    try (InputStream in = bytes.open()) {
      header = NpyHeader.read(in);
    }
    requireReal(header);
    requireShape(header, states);
    RecordedArray recorded = new RecordedArray(bytes, header);
    long missing =
        header.bytes() + (long) header.values() * recorded.bytesPerValue() - bytes.size();
    if (missing > 0) {
      throw NpyHeader.endsEarly(missing, "the values");
    }
    return recorded;
  }

  /** Trajectories in the file. */
  public int trajectories() {
    return header.shape().get(0);
  }

  /** Frames of each trajectory in the file. */
  public int frames() {
    return header.shape().get(1);
  }

  /** Whether the array has so many trajectories and frames. */
  public boolean contains(Excerpt excerpt) {
    return excerpt.trajectories() <= trajectories()
        && (excerpt.frames() - 1L) * excerpt.every() < frames();
  }

  /**
   * Writes a part of the array as {@link NpyFormat} does: little-endian float64 of shape
   * (trajectory, frame, state). Rows that lie in C order are streamed; those in Fortran order are
   * gathered in memory.
   *
   * @return SHA-256 of the bytes written, hexadecimal: it tells arrays apart by shape and values,
   *     whatever file they are in
   * @throws IOException if it cannot be read or written, or a value is not finite
   * @throws IllegalArgumentException if the array has fewer trajectories or frames
   */
  public String copy(Excerpt excerpt, OutputStream out) throws IOException {
    if (!contains(excerpt)) {
      throw new IllegalArgumentException(
          excerpt + " must lie within " + trajectories() + " x " + frames() + " frames");
    }
    int stateSize = header.values() / trajectories() / frames();
    MessageDigest digest = Sha256.start();
    OutputStream digested = new DigestOutputStream(out, digest);
    NpyFormat.writeHeader(List.of(excerpt.trajectories(), excerpt.frames(), stateSize), digested);
    CRC32 sum = new CRC32();
    try (InputStream in = new CheckedInputStream(file.open(), sum)) {
      NpyHeader.read(in);
      if (header.fortran()) {
        double[] gathered = gather(in, excerpt, stateSize);
        for (int row = 0; row < excerpt.trajectories() * excerpt.frames(); row++) {
          requireFinite(
              gathered,
              row * stateSize,
              stateSize,
              row / excerpt.frames(),
              row % excerpt.frames() * excerpt.every());
          NpyFormat.writeValues(gathered, row * stateSize, stateSize, digested);
        }
      } else {
        streamRows(in, excerpt, stateSize, digested);
      }
      in.transferTo(OutputStream.nullOutputStream());
      file.requireChecksum(sum);
    } catch (ZipException e) {
      throw ArrayFile.damaged(e.getMessage(), e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void streamRows(InputStream in, Excerpt excerpt, int stateSize, OutputStream out)
      throws IOException {
    double[] state = new double[stateSize];
    for (int trajectory = 0; trajectory < excerpt.trajectories(); trajectory++) {
      int taken = 0;
      for (int frame = 0; frame < frames(); frame++) {
        if (frame % excerpt.every() == 0 && taken < excerpt.frames()) {
          decode(in, state);
          requireFinite(state, 0, stateSize, trajectory, frame);
          NpyFormat.writeValues(state, 0, stateSize, out);
          taken++;
        } else {
          in.skipNBytes((long) stateSize * bytesPerValue());
        }
      }
    }
  }

  /** In Fortran order the trajectory varies fastest, then the frame, then the state's axes. */
  private double[] gather(InputStream in, Excerpt excerpt, int stateSize) throws IOException {
    int stride = excerpt.frames() * stateSize;
    long bytes = (long) excerpt.trajectories() * stride * Double.BYTES;
    if (bytes > Runtime.getRuntime().maxMemory() / 2) {
      throw new IOException(
          "array in Fortran order ("
              + bytes
              + " bytes of it used) must fit into half of this machine's heap ("
              + Runtime.getRuntime().maxMemory()
              + "); save numpy.ascontiguousarray(array)");
    }
    double[] gathered = new double[excerpt.trajectories() * stride];
    double[] ofFrame = new double[trajectories()];
    for (int column = 0; column < stateSize; column++) {
      int value = rowMajor(column);
      for (int frame = 0; frame < frames(); frame++) {
        decode(in, ofFrame);
        int row = frame / excerpt.every();
        if (frame % excerpt.every() == 0 && row < excerpt.frames()) {
          for (int trajectory = 0; trajectory < excerpt.trajectories(); trajectory++) {
            gathered[trajectory * stride + row * stateSize + value] = ofFrame[trajectory];
          }
        }
      }
    }
    return gathered;
  }

  /** Where a value of a state in Fortran order stands in C order. */
  private int rowMajor(int column) {
    int left = column;
    int index = 0;
    for (int axis : header.shape().subList(2, header.shape().size())) {
      index = index * axis + left % axis;
      left /= axis;
    }
    return index;
  }

  private void decode(InputStream in, double[] values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(NpyHeader.readExactly(in, values.length * bytesPerValue(), "the values"))
            .order(header.type().charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    boolean single = bytesPerValue() == Float.BYTES;
    for (int i = 0; i < values.length; i++) {
      values[i] = single ? bytes.getFloat() : bytes.getDouble();
    }
  }

  private static void requireFinite(
      double[] values, int start, int length, int trajectory, int frame) throws IOException {
    for (int i = start; i < start + length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IOException(
            "value ("
                + values[i]
                + ") in frame "
                + frame
                + " of trajectory "
                + trajectory
                + ", counted from 0, must be finite; cut the trajectories before it");
      }
    }
  }

  private int bytesPerValue() {
    return header.type().endsWith("4") ? Float.BYTES : Double.BYTES;
  }

  private static void requireReal(NpyHeader header) throws IOException {
    if (header.type().startsWith("|O")) {
      throw new IOException(
          "dtype (object) must be float32 or float64, not pickled Python objects; save"
              + " numpy.stack(list(array)).astype(\"float64\")");
    }
    if (!header.type().matches("[<>]f[48]")) {
      throw new IOException(
          "dtype ("
              + header.type()
              + ") must be float32 or float64; save array.astype(\"float64\")");
    }
  }

  private static void requireShape(NpyHeader header, StateShape states) throws IOException {
    List<List<Integer>> accepted = new ArrayList<>();
    accepted.add(List.of(states.size()));
    if (!states.isPlane()) {
      accepted.add(List.of(states.channels(), states.columns()));
    } else if (states.channels() == 1) {
      accepted.add(List.of(states.rows(), states.columns()));
    }
    accepted.add(List.of(states.channels(), states.rows(), states.columns()));
    List<Integer> shape = header.shape();
    if (shape.size() > 2 && accepted.contains(shape.subList(2, shape.size()))) {
      return;
    }
    String expected =
        accepted.stream()
            .map(
                axes ->
                    "(trajectories, frames, "
                        + axes.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + ")")
            .collect(Collectors.joining(" or "));
    boolean single = shape.size() > 1 && accepted.contains(shape.subList(1, shape.size()));
    throw new IOException(
        "shape ("
            + header.shapeText()
            + ") must be "
            + expected
            + (single
                ? "; save array[None] where it is one trajectory"
                : "; transpose or reshape the array, or bring it to the grid of the system"));
  }
}
