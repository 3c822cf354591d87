package org.unfurl.sim.reference;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.unfurl.sim.grid.StateShape;

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

  private static final String NPY = ".npy";
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final String entry;
  private final NpyHeader header;

  private RecordedArray(Path file, String entry, NpyHeader header) {
    this.file = file;
    this.entry = entry;
    this.header = header;
  }

  /**
   * The names of the arrays in a .npz file; none for a .npy file, whose one array has no name.
   *
   * @throws IOException if it is neither
   */
  public static List<String> names(Path file) throws IOException {
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
      throw damaged(e.getMessage(), e);
    }
  }

  /**
   * Reads what the file says of its array, and checks it.
   *
   * @param array one of {@link #names}; empty for a .npy file
   * @param states what its states must look like
   * @throws IOException if it cannot be read, is no such array, or is shorter than it says
   */
  public static RecordedArray open(Path file, String array, StateShape states) throws IOException {
    String entry = array.isEmpty() ? "" : array + NPY;
    NpyHeader header;
    try (InputStream in = stream(file, entry)) {
      header = NpyHeader.read(in);
    }
    requireReal(header);
    requireShape(header, states);
    RecordedArray recorded = new RecordedArray(file, entry, header);
    long missing =
        header.bytes() + (long) header.values() * recorded.bytesPerValue() - size(file, entry);
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
    MessageDigest digest = sha256();
    OutputStream digested = new DigestOutputStream(out, digest);
    NpyFormat.writeHeader(excerpt.trajectories(), excerpt.frames(), stateSize, digested);
    CRC32 sum = new CRC32();
    try (InputStream in = new CheckedInputStream(stream(file, entry), sum)) {
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
      requireChecksum(in, sum);
    } catch (ZipException e) {
      throw damaged(e.getMessage(), e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** What Java's reader of archives leaves undone: it hands out damaged bytes as they are. */
  private void requireChecksum(InputStream in, CRC32 sum) throws IOException {
    if (entry.isEmpty()) {
      return;
    }
    in.transferTo(OutputStream.nullOutputStream());
    try (ZipFile archive = new ZipFile(file.toFile())) {
      if (archive.getEntry(entry).getCrc() != sum.getValue()) {
        throw damaged("the checksum of " + entry + " differs", null);
      }
    }
  }

  private static IOException damaged(String how, Throwable cause) {
    return new IOException("it is a damaged .npz file (" + how + "); write it again", cause);
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

  private static long size(Path file, String entry) throws IOException {
    if (entry.isEmpty()) {
      return Files.size(file);
    }
    try (ZipFile archive = new ZipFile(file.toFile())) {
      return archive.getEntry(entry).getSize();
    }
  }

  private static InputStream stream(Path file, String entry) throws IOException {
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

  /** Told by its first bytes, because a name may say anything. */
  private static boolean isArchive(Path file) throws IOException {
    byte[] first;
    try (InputStream in = Files.newInputStream(file)) {
      first = in.readNBytes(2);
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

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
