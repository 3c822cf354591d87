package org.unfurl.sweep.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unfurl.sim.random.Sha256;
import org.unfurl.sim.reference.NpyFormat;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.ReferenceState;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sweep.storage.AtomicFile;
import org.unfurl.sweep.storage.ResultFileSystem;

/**
 * The checkpoints of reference data that are being made, in a folder of their own:
 *
 * <ul>
 *   <li>{@code frames-<from>-<to>-<attempt>.npy}, the frames recorded since the checkpoint before,
 *       (trajectory, frame, state);
 *   <li>{@code state-<frame>-<attempt>.npy}, the state on the reference's grid, (trajectory, 1,
 *       state);
 *   <li>{@code reached-<frame>-<attempt>.json}, written last: which of these files belong together,
 *       with the checksum of each and its own.
 * </ul>
 *
 * <p>Each attempt names its files by itself, so attempts that work side by side do not mix: what is
 * read is what one of them wrote, and those it went on from. Serves one attempt, on one thread.
 */
final class UnfinishedReference {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Raise it with any change of what the files hold. */
  private static final int FORMAT = 1;

  private static final String REACHED = "reached-";

  private final Path folder;
  private final Configuration configuration;
  private final ReferenceSpec spec;
  private final String code;
  private final String attempt = UUID.randomUUID().toString();

  // The latest checkpoint that was read or written.
  private int frame;
  private double seconds;
  private List<Part> parts = List.of();

  /** Its files that the next checkpoint makes useless; null before there is one. */
  private Superseded latest;

  private final List<String> unused = new ArrayList<>();

  /**
   * Touches nothing yet.
   *
   * @param folder its own
   * @param code whatever decides the bits beside the spec: other code leaves the folder alone and
   *     begins anew
   */
  UnfinishedReference(Path folder, Configuration configuration, ReferenceSpec spec, String code) {
    this.folder = folder;
    this.configuration = configuration;
    this.spec = spec;
    this.code = code;
  }

  /** Recorded frames of every trajectory, in a file of their own. */
  private record Part(String file, int from, int to, String sha256) {

    static Part of(JsonNode node) {
      return new Part(
          node.get("file").asText(),
          node.get("from").asInt(),
          node.get("to").asInt(),
          node.get("sha256").asText());
    }

    void writeTo(ObjectNode node) {
      node.put("file", file).put("from", from).put("to", to).put("sha256", sha256);
    }
  }

  private record Superseded(String state, String reached) {}

  /**
   * Reads the latest checkpoint that is whole and this code's; others are told by {@link #unused}.
   *
   * @param recorded receives the frames recorded up to it
   */
  Optional<ReferenceState> read(Trajectories recorded) {
    for (String name : candidates()) {
      try {
        Optional<ReferenceState> state = read(name, recorded);
        if (state.isPresent()) {
          return state;
        }
      } catch (IOException e) {
        unused.add(e.getMessage());
      }
    }
    return Optional.empty();
  }

  /** Why checkpoints that are there were not used, one line each; mostly empty. */
  List<String> unused() {
    return List.copyOf(unused);
  }

  /** The frame of the latest checkpoint; 0 where there is none. */
  int frame() {
    return frame;
  }

  /** Wall-clock seconds that attempts before the latest checkpoint spent to come there. */
  double seconds() {
    return seconds;
  }

  /** Names of the descriptions, the furthest frame first. */
  private List<String> candidates() {
    try {
      return Arrays.stream(files().listStatus(folder))
          .map(FileStatus::getPath)
          .map(Path::getName)
          .filter(name -> name.startsWith(REACHED))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      unused.add(folder + " cannot be read: " + e.getMessage());
      return List.of();
    }
  }

  private Optional<ReferenceState> read(String name, Trajectories recorded) throws IOException {
    JsonNode content = description(name);
    if (!content.path("key").asText().equals(spec.key())
        || !content.path("code").asText().equals(code)
        || content.path("format").asInt() != FORMAT) {
      unused.add(new Path(folder, name) + " was made by other code");
      return Optional.empty();
    }
    List<Part> read = new ArrayList<>();
    for (JsonNode node : content.get("frames")) {
      Part part = Part.of(node);
      copy(part, trajectories(part.file(), part.sha256()), recorded);
      read.add(part);
    }
    JsonNode state = content.get("state");
    String stateFile = state.get("file").asText();
    Trajectories fine = trajectories(stateFile, state.get("sha256").asText());
    latest = new Superseded(stateFile, name);
    parts = List.copyOf(read);
    frame = content.get("frame").asInt();
    seconds = content.get("milliseconds").asLong() * 1e-3;
    return Optional.of(new ReferenceState(frame, fine.values()));
  }

  /** What a description says, its own checksum being right. */
  private JsonNode description(String name) throws IOException {
    byte[] bytes;
    try (InputStream in = files().open(new Path(folder, name))) {
      bytes = in.readAllBytes();
    }
    JsonNode whole = json(bytes);
    JsonNode content = whole.path("checkpoint");
    requireChecksum(name, checksum(content), whole.path("sha256").asText());
    return content;
  }

  /** An empty node where it cannot be parsed. */
  private static JsonNode json(byte[] bytes) throws IOException {
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  private static String checksum(JsonNode content) {
    return HexFormat.of().formatHex(Sha256.start().digest(bytesOf(content)));
  }

  private static byte[] bytesOf(JsonNode content) {
    return content.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void copy(Part part, Trajectories frames, Trajectories recorded) {
    int values = (part.to() - part.from()) * recorded.stateSize();
    for (int trajectory = 0; trajectory < recorded.count(); trajectory++) {
      System.arraycopy(
          frames.values(),
          frames.offset(trajectory, 0),
          recorded.values(),
          recorded.offset(trajectory, part.from()),
          values);
    }
  }

  private Trajectories trajectories(String name, String sha256) throws IOException {
    // First the checksum: a damaged header may ask for any amount of memory.
    MessageDigest digest = Sha256.start();
    try (InputStream in = new DigestInputStream(files().open(new Path(folder, name)), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    requireChecksum(name, HexFormat.of().formatHex(digest.digest()), sha256);
    try (InputStream in = new BufferedInputStream(files().open(new Path(folder, name)), 1 << 16)) {
      return NpyFormat.read(in);
    }
  }

  private void requireChecksum(String name, String found, String expected) throws IOException {
    if (!found.equals(expected)) {
      throw new IOException(new Path(folder, name) + " is damaged: its checksum differs");
    }
  }

  /**
   * Adds a checkpoint.
   *
   * @param seconds wall-clock seconds that all attempts together spent to come here
   * @throws IOException if it cannot be written; those before are as they were
   */
  void write(ReferenceState reached, Trajectories recorded, double seconds) throws IOException {
    List<Part> all = new ArrayList<>(parts);
    int from = parts.isEmpty() ? 0 : parts.get(parts.size() - 1).to();
    int to = reached.frame() + 1 - PhysicalSystems.named(spec.system()).warmUpFrames(spec.split());
    if (to > from) {
      String file = "frames-" + digits(from) + "-" + digits(to) + "-" + attempt + ".npy";
      all.add(
          new Part(file, from, to, write(file, out -> NpyFormat.write(recorded, from, to, out))));
    }
    double[] state = reached.state();
    Trajectories fine =
        new Trajectories(spec.trajectories(), 1, state.length / spec.trajectories(), state);
    String ending = digits(reached.frame()) + "-" + attempt;
    String stateFile = "state-" + ending + ".npy";
    String stateChecksum = write(stateFile, out -> NpyFormat.write(fine, out));
    ObjectNode content = JSON.createObjectNode();
    content.put("format", FORMAT);
    content.put("key", spec.key());
    content.put("code", code);
    content.put("frame", reached.frame());
    content.put("milliseconds", Math.round(seconds * 1e3));
    content.putObject("state").put("file", stateFile).put("sha256", stateChecksum);
    ArrayNode frames = content.putArray("frames");
    all.forEach(part -> part.writeTo(frames.addObject()));
    String reachedFile = REACHED + ending + ".json";
    writeDescription(reachedFile, content);
    parts = List.copyOf(all);
    frame = reached.frame();
    this.seconds = seconds;
    removeLatest();
    latest = new Superseded(stateFile, reachedFile);
  }

  /** The counterpart of {@link #description}. */
  private void writeDescription(String name, JsonNode content) throws IOException {
    ObjectNode whole = JSON.createObjectNode();
    whole.put("sha256", checksum(content));
    whole.set("checkpoint", content);
    write(name, out -> out.write(bytesOf(whole)));
  }

  /** As many digits as any frame has, so that names sort like numbers. */
  private static String digits(int frame) {
    return String.format(Locale.ROOT, "%010d", frame);
  }

  private String write(String name, AtomicFile.Content content) throws IOException {
    MessageDigest digest = Sha256.start();
    AtomicFile.write(
        new Path(folder, name),
        configuration,
        out -> content.writeTo(new DigestOutputStream(out, digest)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private void removeLatest() {
    if (latest != null) {
      removeQuietly(new Path(folder, latest.reached()));
      removeQuietly(new Path(folder, latest.state()));
    }
  }

  /** Removes the checkpoints of all attempts. */
  void remove() {
    removeQuietly(folder);
  }

  private void removeQuietly(Path path) {
    try {
      files().delete(path, true);
    } catch (IOException e) {
      // Costs nothing but space.
    }
  }

  private FileSystem files() throws IOException {
    return ResultFileSystem.of(folder, configuration);
  }
}
