package org.unfurl.sweep.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.metric.DataResidual;
import org.unfurl.sim.random.Sha256;
import org.unfurl.sim.reference.FramePairs;
import org.unfurl.sim.reference.NpyFormat;
import org.unfurl.sim.reference.RecordedArray;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sweep.outcome.ReferenceResult;
import org.unfurl.sweep.plan.EquationCheck;
import org.unfurl.sweep.plan.OwnData;
import org.unfurl.sweep.spark.SharedFolder;
import org.unfurl.sweep.storage.AtomicFile;
import org.unfurl.sweep.storage.ResultFileSystem;
import org.unfurl.sweep.storage.ResultLayout;

/**
 * Content-addressed reference data: {@code <folder>/<key>.npy}, where its points lie in {@code
 * coordinates/<key>.npy}, and a card {@code <key>.json} that is written last and so says that the
 * data are complete; before, {@link UnfinishedReference} keeps what there is. Shared by all sweeps
 * of a results folder. Serializable: drivers and executors use it alike.
 */
final class ReferenceStore implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What {@link #find} needs of a card. */
  private static final List<String> FIELDS =
      List.of("sha256", "bytes", "seconds", "divergence", "host");

  private final String folder;
  private final SerializableConfiguration configuration;
  private final SharedFolder shared;
  private final LoadedReferences loaded = new LoadedReferences();

  /** One that a single JVM has for itself. */
  ReferenceStore(Path folder, Configuration configuration) {
    this(folder, configuration, SharedFolder.ofOneProcess(folder, configuration));
  }

  /**
   * Reads and writes nothing yet.
   *
   * @param shared the folder that must be seen before anything is looked for or written
   */
  ReferenceStore(Path folder, Configuration configuration, SharedFolder shared) {
    this.folder = folder.toString();
    this.configuration = new SerializableConfiguration(configuration);
    this.shared = shared;
  }

  /** The card of a data set, if both are complete; what is damaged counts as absent. */
  Optional<ReferenceResult> find(ReferenceSpec spec) throws IOException {
    shared.require();
    FileSystem files = ResultFileSystem.of(new Path(folder), configuration.value());
    JsonNode node = card(files, path(spec, ".json"));
    if (!FIELDS.stream().allMatch(node::hasNonNull)) {
      return Optional.empty();
    }
    String divergence = node.get("divergence").asText();
    long bytes = node.get("bytes").asLong();
    Path data = path(spec, ".npy");
    if (divergence.isEmpty()
        && (!files.exists(data) || files.getFileStatus(data).getLen() != bytes)) {
      return Optional.empty();
    }
    return Optional.of(
        new ReferenceResult(
            spec,
            spec.key(),
            divergence.isEmpty() ? ResultLayout.referencePath(data.getName()) : "",
            node.get("sha256").asText(),
            bytes,
            node.get("seconds").asDouble(),
            divergence,
            node.get("host").asText(),
            node.path("source").asText(""),
            residual(node.path("physics_residual"))));
  }

  /** Stores a data set; a second writer of the same one does no harm. */
  ReferenceResult write(ReferenceSpec spec, Trajectories trajectories, double seconds, String host)
      throws IOException {
    shared.require();
    Path data = path(spec, ".npy");
    MessageDigest digest = Sha256.start();
    AtomicFile.write(
        data,
        configuration.value(),
        out -> NpyFormat.write(trajectories, new DigestOutputStream(out, digest)));
    long bytes = ResultFileSystem.of(data, configuration.value()).getFileStatus(data).getLen();
    return writeCard(
        new ReferenceResult(
            spec,
            spec.key(),
            ResultLayout.referencePath(data.getName()),
            HexFormat.of().formatHex(digest.digest()),
            bytes,
            seconds,
            "",
            host,
            "",
            null));
  }

  /**
   * Copies a data set of the sweep's author.
   *
   * @throws IOException if it cannot be read or written, or is no longer what was planned with
   */
  ReferenceResult copy(OwnData own, String host) throws IOException {
    ReferenceSpec spec = own.spec();
    StateShape states = PhysicalSystems.named(spec.system()).shape();
    Path data = path(spec, ".npy");
    FramePairs pairs = DataResidual.sample(PhysicalSystems.named(spec.system()), own.excerpt());
    long start = System.nanoTime();
    AtomicFile.write(
        data,
        configuration.value(),
        out -> {
          RecordedArray recorded =
              RecordedArray.open(java.nio.file.Path.of(own.file()), own.array(), states);
          if (!recorded.contains(own.excerpt())
              || !recorded.copy(own.excerpt(), out, pairs).equals(spec.recorded())) {
            throw new IOException(
                own.source() + " has changed since the sweep was planned; run again");
          }
        });
    long bytes = ResultFileSystem.of(data, configuration.value()).getFileStatus(data).getLen();
    double seconds = (System.nanoTime() - start) * 1e-9;
    return writeCard(
        new ReferenceResult(
            spec,
            spec.key(),
            ResultLayout.referencePath(data.getName()),
            spec.recorded(),
            bytes,
            seconds,
            "",
            host,
            own.source(),
            EquationCheck.of(own, pairs).residual()));
  }

  /** Records that a data set cannot exist. */
  ReferenceResult writeDivergence(
      ReferenceSpec spec, String divergence, double seconds, String host) throws IOException {
    shared.require();
    return writeCard(
        new ReferenceResult(spec, spec.key(), "", "", 0, seconds, divergence, host, "", null));
  }

  /** The checkpoints of a data set, as one attempt to make it with this code sees them. */
  UnfinishedReference unfinished(ReferenceSpec spec, String code) {
    return new UnfinishedReference(path(spec, ".unfinished"), configuration.value(), spec, code);
  }

  /** Like {@link #read}, or what this JVM has read before: treat it as read-only. */
  Trajectories load(ReferenceSpec spec) throws IOException {
    return loaded.get(spec, this::read);
  }

  /**
   * Reads a data set and checks it against its card.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalStateException if the bytes are not those that were written
   */
  Trajectories read(ReferenceSpec spec) throws IOException {
    ReferenceResult card =
        find(spec).orElseThrow(() -> new IOException("no reference data " + path(spec, ".npy")));
    Path data = path(spec, ".npy");
    MessageDigest digest = Sha256.start();
    try (InputStream in =
        new BufferedInputStream(
            new DigestInputStream(
                ResultFileSystem.of(data, configuration.value()).open(data), digest),
            1 << 16)) {
      Trajectories trajectories = null;
      IOException unreadable = null;
      try {
        trajectories = NpyFormat.read(in);
      } catch (IOException e) {
        unreadable = e; // whether the file or the disk is to blame, the checksum tells
      }
      in.transferTo(OutputStream.nullOutputStream());
      requireChecksum(data, HexFormat.of().formatHex(digest.digest()), card.sha256());
      if (unreadable != null) {
        throw unreadable;
      }
      return trajectories;
    }
  }

  private static void requireChecksum(Path data, String found, String expected) {
    if (!found.equals(expected)) {
      throw new IllegalStateException(
          data
              + " (SHA-256 "
              + found
              + ") must have the checksum on its card, "
              + expected
              + "; delete both files, then run again with --only failed,missing");
    }
  }

  /** A card as JSON; an empty node where there is none, or none that can be parsed. */
  private static JsonNode card(FileSystem files, Path card) throws IOException {
    if (!files.exists(card)) {
      return JSON.createObjectNode();
    }
    try (InputStream in = files.open(card)) {
      return JSON.readTree(in);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  private void writeCoordinates(ReferenceSpec spec, PhysicalSystem system) throws IOException {
    StateShape shape = system.shape();
    double[] coordinates = system.coordinates(spec.parameter());
    List<Integer> axes = List.of(2, shape.rows(), shape.columns());
    AtomicFile.write(
        new Path(folder, "coordinates/" + spec.key() + ".npy"),
        configuration.value(),
        out -> NpyFormat.write(coordinates, axes, out));
  }

  private ReferenceResult writeCard(ReferenceResult result) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    ReferenceSpec spec = result.spec();
    PhysicalSystem system = PhysicalSystems.named(spec.system());
    if (result.divergence().isEmpty()) {
      writeCoordinates(spec, system);
    }
    node.put("system", spec.system());
    node.put("channels", system.shape().channels());
    node.put("rows", system.shape().rows());
    node.put("columns", system.shape().columns());
    node.put("frame_time", system.frameTime());
    node.put("parameter", spec.parameter());
    node.put("split", spec.split().word());
    node.put("trajectories", spec.trajectories());
    node.put("frames", spec.frames());
    node.put("seed", spec.seed().value());
    node.put("sha256", result.sha256());
    node.put("bytes", result.bytes());
    node.put("seconds", result.seconds());
    node.put("divergence", result.divergence());
    node.put("host", result.host());
    node.put("source", result.source());
    if (result.residual() != null) {
      put(result.residual(), node.putObject("physics_residual"));
    }
    byte[] card = node.toPrettyString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(path(spec, ".json"), configuration.value(), out -> out.write(card));
    return result;
  }

  private static void put(DataResidual residual, ObjectNode node) {
    node.put("trajectory", residual.trajectory());
    node.put("frame", residual.frame());
    // As text, since JSON has no word for what is infinite.
    node.put("data", Double.toString(residual.data()));
    node.put("solver", Double.toString(residual.solver()));
    node.put("persistence", Double.toString(residual.persistence()));
    node.put("far_off", residual.farOff());
  }

  /** Null where the card has none. */
  private static DataResidual residual(JsonNode node) {
    return node.isObject()
        ? new DataResidual(
            node.path("trajectory").asInt(),
            node.path("frame").asInt(),
            Double.parseDouble(node.path("data").asText()),
            Double.parseDouble(node.path("solver").asText()),
            Double.parseDouble(node.path("persistence").asText()),
            node.path("far_off").asBoolean())
        : null;
  }

  private Path path(ReferenceSpec spec, String ending) {
    return new Path(folder, spec.key() + ending);
  }
}
