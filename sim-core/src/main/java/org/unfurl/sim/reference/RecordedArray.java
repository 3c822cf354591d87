package org.unfurl.sim.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
  private final NpyType type;

  private RecordedArray(ArrayFile file, NpyHeader header, NpyType type) {
    this.file = file;
    this.header = header;
    this.type = type;
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
    RecordedArray recorded = new RecordedArray(bytes, header, NpyType.of(header));
    requireShape(header, states);
    long missing = header.bytes() + (long) header.values() * recorded.type.bytes() - bytes.size();
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
   * @param observer told of every frame before it is written
   * @return SHA-256 of the bytes written, hexadecimal: it tells arrays apart by shape and values,
   *     whatever file they are in
   * @throws IOException if it cannot be read or written, if a value is not finite or its square is
   *     not, or if the observer throws it
   * @throws IllegalArgumentException if the array has fewer trajectories or frames
   */
  public String copy(Excerpt excerpt, OutputStream out, FrameObserver observer) throws IOException {
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
          int trajectory = row / excerpt.frames();
          int frame = row % excerpt.frames();
          requireUsable(gathered, row * stateSize, stateSize, trajectory, frame * excerpt.every());
          observer.frame(trajectory, frame, gathered, row * stateSize);
          NpyFormat.writeValues(gathered, row * stateSize, stateSize, digested);
        }
      } else {
        streamRows(in, excerpt, stateSize, digested, observer);
      }
      in.transferTo(OutputStream.nullOutputStream());
      file.requireChecksum(sum);
    } catch (ZipException e) {
      throw ArrayFile.unreadable(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void streamRows(
      InputStream in, Excerpt excerpt, int stateSize, OutputStream out, FrameObserver observer)
      throws IOException {
    double[] state = new double[stateSize];
    for (int trajectory = 0; trajectory < excerpt.trajectories(); trajectory++) {
      int taken = 0;
      for (int frame = 0; frame < frames(); frame++) {
        if (frame % excerpt.every() == 0 && taken < excerpt.frames()) {
          type.read(in, state, 0, state.length);
          requireUsable(state, 0, stateSize, trajectory, frame);
          observer.frame(trajectory, taken, state, 0);
          NpyFormat.writeValues(state, 0, stateSize, out);
          taken++;
        } else {
          in.skipNBytes((long) stateSize * type.bytes());
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
        type.read(in, ofFrame, 0, ofFrame.length);
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

  private static void requireUsable(
      double[] values, int start, int length, int trajectory, int frame) throws IOException {
    if (!Magnitude.of(values, start, start + length).isTooLarge()) {
      return;
    }
    for (int i = start; i < start + length; i++) {
      if (Magnitude.of(values, i, i + 1).isTooLarge()) {
        throw new IOException(
            "value ("
                + values[i]
                + ") in frame "
                + frame
                + " of trajectory "
                + trajectory
                + ", counted from 0, must be "
                + (Double.isFinite(values[i])
                    ? "at most " + Magnitude.MOST + " in size, so that squares can be summed"
                    : "finite")
                + "; cut the trajectories before it");
      }
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
