package org.unfurl.sweep.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.util.SerializableConfiguration;
import org.unfurl.sweep.storage.AtomicFile;
import org.unfurl.sweep.storage.ResultFileSystem;

/**
 * A folder that the driver and all executors must see: the driver keeps a file {@code _shared} with
 * a token in it as long as this is open, and whoever is to write there looks for that token first.
 * An executor for which the same path means another folder would otherwise make that, and write
 * where nobody looks.
 */
public final class SharedFolder implements Serializable, AutoCloseable {

  private static final long serialVersionUID = 1L;

  private final String folder;
  private final SerializableConfiguration configuration;

  /** Empty where there is nothing to look for. */
  private final String token;

  private SharedFolder(Path folder, Configuration configuration, String token) {
    this.folder = folder.toString();
    this.configuration = new SerializableConfiguration(configuration);
    this.token = token;
  }

  /**
   * What a path means to the driver, in words that mean the same to everybody: absolute, with its
   * file system. A relative path is one of the driver's working folder, which is on Hadoop's
   * default file system: {@code hdfs://host/user/me/results} where that is HDFS.
   *
   * @throws IOException if there is no such file system, or the path would lie in the working
   *     folder of a driver that a cluster started, which goes with it
   */
  public static Path qualified(Path path, SparkConf conf) throws IOException {
    Path qualified = ResultFileSystem.of(path, SparkSessions.hadoop(conf)).makeQualified(path);
    if (!path.isAbsolute()
        && qualified.toUri().getScheme().equals("file")
        && conf.get("spark.submit.deployMode", "client").equals("cluster")) {
      throw new IOException(
          "it is relative, and the working folder of a driver that the cluster starts goes with"
              + " the driver; choose hdfs:, s3a:, or the whole path of a folder that every machine"
              + " mounts");
    }
    return qualified;
  }

  /** A folder that one JVM has for itself: nothing is looked for. */
  public static SharedFolder ofOneProcess(Path folder, Configuration configuration) {
    return new SharedFolder(folder, configuration, "");
  }

  /**
   * Leaves a token, in place of any that another driver may have left.
   *
   * @param folder absolute, with its file system
   * @throws IOException if it cannot be written
   */
  public static SharedFolder offer(Path folder, Configuration configuration) throws IOException {
    SharedFolder shared = new SharedFolder(folder, configuration, UUID.randomUUID().toString());
    AtomicFile.write(
        shared.file(),
        configuration,
        out -> out.write(shared.token.getBytes(StandardCharsets.UTF_8)));
    return shared;
  }

  /**
   * Returns if this JVM sees what the driver left.
   *
   * @throws IOException if it does not: nothing may be written then
   */
  public void require() throws IOException {
    if (!token.isEmpty() && !isSeen()) {
      throw new IOException(
          "--results ("
              + folder
              + ") must be a folder that driver and executors share, but "
              + here()
              + " does not find the file "
              + file().getName()
              + " that the driver keeps there");
    }
  }

  /**
   * Like {@link #require}, and tries to write, too.
   *
   * @throws IOException if it does not see it or cannot write
   */
  void requireWritable() throws IOException {
    require();
    Path trial = new Path(folder, "_written-" + UUID.randomUUID());
    try {
      AtomicFile.write(trial, configuration.value(), out -> out.write(1));
      ResultFileSystem.of(trial, configuration.value()).delete(trial, false);
    } catch (IOException e) {
      throw new IOException(
          "--results ("
              + folder
              + ") must be a folder that executors can write, but "
              + here()
              + " cannot: "
              + e.getMessage(),
          e);
    }
  }

  private boolean isSeen() throws IOException {
    try (InputStream in = ResultFileSystem.of(file(), configuration.value()).open(file())) {
      return token.equals(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  private static String here() {
    SparkEnv spark = SparkEnv.get();
    return spark == null
        ? "this process"
        : "executor " + spark.executorId() + " on " + spark.blockManager().blockManagerId().host();
  }

  private Path file() {
    return new Path(folder, "_shared");
  }

  /** Takes the token away. */
  @Override
  public void close() throws IOException {
    if (!token.isEmpty()) {
      ResultFileSystem.of(file(), configuration.value()).delete(file(), false);
    }
  }
}
