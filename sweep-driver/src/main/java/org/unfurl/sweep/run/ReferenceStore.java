package org.unfurl.sweep.run;

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
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.unfurl.sim.reference.NpyFormat;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sweep.outcome.ReferenceResult;
import org.unfurl.sweep.table.ResultFileSystem;

/**
 * Content-addressed reference data: {@code <folder>/<key>.npy} with a card {@code <key>.json} that
 * is written last and so says that the data are complete. Shared by all sweeps of a results folder.
 * Serializable: drivers and executors use it alike.
 */
final class ReferenceStore implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String folder;
  private final SerializableConfiguration configuration;

  ReferenceStore(Path folder, Configuration configuration) {
    this.folder = folder.toString();
    this.configuration = new SerializableConfiguration(configuration);
  }

  /** The card of a data set, if it is complete. */
  Optional<ReferenceResult> find(ReferenceSpec spec) throws IOException {
    Path card = path(spec, ".json");
    FileSystem files = ResultFileSystem.of(card, configuration.value());
    if (!files.exists(card)) {
      return Optional.empty();
    }
    ObjectNode node;
    try (InputStream in = files.open(card)) {
      node = (ObjectNode) JSON.readTree(in);
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
            divergence.isEmpty() ? data.toString() : "",
            node.get("sha256").asText(),
            bytes,
            node.get("seconds").asDouble(),
            divergence,
            node.get("host").asText()));
  }

  /** Stores a data set; a second writer of the same one does no harm. */
  ReferenceResult write(ReferenceSpec spec, Trajectories trajectories, double seconds, String host)
      throws IOException {
    Path data = path(spec, ".npy");
    MessageDigest digest = sha256();
    AtomicFile.write(
        data,
        configuration.value(),
        out -> NpyFormat.write(trajectories, new DigestOutputStream(out, digest)));
    long bytes = ResultFileSystem.of(data, configuration.value()).getFileStatus(data).getLen();
    return writeCard(
        new ReferenceResult(
            spec,
            spec.key(),
            data.toString(),
            HexFormat.of().formatHex(digest.digest()),
            bytes,
            seconds,
            "",
            host));
  }

  /** Records that a data set cannot exist. */
  ReferenceResult writeDivergence(
      ReferenceSpec spec, String divergence, double seconds, String host) throws IOException {
    return writeCard(new ReferenceResult(spec, spec.key(), "", "", 0, seconds, divergence, host));
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
    MessageDigest digest = sha256();
    Trajectories trajectories;
    try (InputStream in =
        new BufferedInputStream(
            new DigestInputStream(
                ResultFileSystem.of(data, configuration.value()).open(data), digest),
            1 << 16)) {
      trajectories = NpyFormat.read(in);
      in.transferTo(OutputStream.nullOutputStream());
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    if (!sha256.equals(card.sha256())) {
      throw new IllegalStateException(
          data
              + " (SHA-256 "
              + sha256
              + ") must have the checksum on its card, "
              + card.sha256()
              + "; delete both files and run again");
    }
    return trajectories;
  }

  private ReferenceResult writeCard(ReferenceResult result) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    ReferenceSpec spec = result.spec();
    node.put("system", spec.system());
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
    byte[] card = node.toPrettyString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(path(spec, ".json"), configuration.value(), out -> out.write(card));
    return result;
  }

  private Path path(ReferenceSpec spec, String ending) {
    return new Path(folder, spec.key() + ending);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
