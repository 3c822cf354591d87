package org.unfurl.train.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Function;
import org.unfurl.train.memory.MemoryLedger;

/**
 * Owns the native arrays of one network and sets up the threads that compute with them. Any number
 * of sessions may be open at once; each is used by one thread at a time.
 */
public final class EngineSession implements AutoCloseable {

  private final NDManager arrays;
  private final Precision precision;
  private final MemoryLedger memory;

  /** Bytes of open arrays that the ledger knows of. */
  private long counted;

  private EngineSession(NDManager arrays, Precision precision, MemoryLedger memory) {
    this.arrays = arrays;
    this.precision = precision;
    this.memory = memory;
  }

  /** The number type of this session's arrays. */
  public Precision precision() {
    return precision;
  }

  /**
   * Opens a session; the first one in a process loads the engine.
   *
   * @throws EngineUnavailableException if this machine refuses its native libraries
   */
  public static EngineSession open(Precision precision) {
    return open(precision, new MemoryLedger());
  }

  /**
   * The same, for a caller who counts memory.
   *
   * @param memory counts this session's arrays: at the end of every {@link #compute} all that are
   *     open, save that a window on another array counts like an array of its own. What the engine
   *     holds beneath its arrays is not counted.
   */
  public static EngineSession open(Precision precision, MemoryLedger memory) {
    return new EngineSession(load().newBaseManager(), precision, memory);
  }

  /** Counts what this session and the networks in it hold. */
  public MemoryLedger memory() {
    return memory;
  }

  /**
   * Loads the engine if it is not there yet, so that what this machine refuses is known early.
   *
   * @throws EngineUnavailableException if this machine refuses its native libraries
   */
  public static void requireEngine() {
    load();
  }

  private static synchronized Engine load() {
    // Both stop the engine from reaching for the network: for native libraries, for telemetry.
    setIfAbsent("ai.djl.offline", "true");
    setIfAbsent("OPT_OUT_TRACKING", "true");
    Path cache = Utils.getEngineCacheDir();
    try {
      Files.createDirectories(cache);
      // Processes that start together on one host would race to unpack the native libraries: the
      // engine deletes an unfinished folder before it fills it.
      try (FileChannel channel =
          FileChannel.open(
              cache.resolve("unfurl.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock(); // until the channel closes
        return Engine.getEngine("PyTorch");
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new EngineUnavailableException(
          "engine cache ("
              + cache
              + ") must be a folder with about 500 MB of space whose files can be written, locked"
              + " and executed; set DJL_CACHE_DIR to one"
              + (Utils.getEnvOrSystemProperty("ENGINE_CACHE_DIR") == null
                  ? ""
                  : " and unset ENGINE_CACHE_DIR"),
          e);
    }
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Does a piece of array arithmetic on the calling thread and closes every array that it made,
   * save those that it keeps.
   *
   * <p>Both settings made here belong to the thread and not to the session, so each piece makes
   * them anew: whether operations are recorded, and one native thread, because results depend on
   * the number of threads and small arrays are several times slower with more than one.
   *
   * @param recording whether operations are recorded for {@link Operations#backward}
   * @param arithmetic returns plain values, or arrays that it keeps
   */
  public <T> T compute(boolean recording, Function<ArrayScope, T> arithmetic) {
    JniUtils.setNumThreads(1);
    JniUtils.setGradMode(recording);
    try (ArrayScope scope = new ArrayScope()) {
      T result = arithmetic.apply(scope);
      count(); // nothing that was made is closed yet, so there were never more
      return result;
    } finally {
      count();
    }
  }

  private void count() {
    long now = openBytes();
    memory.release(counted);
    memory.hold(now);
    counted = now;
  }

  /** A new array of this session's precision; an empty shape makes a scalar. */
  public NDArray array(double[] values, long... shape) {
    return switch (precision) {
      case FLOAT64 -> arrays.create(values, new Shape(shape));
      case FLOAT32 -> {
        float[] narrowed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
          narrowed[i] = (float) values[i];
        }
        yield arrays.create(narrowed, new Shape(shape));
      }
    };
  }

  /** The same, and no {@link #compute} frees it. */
  public NDArray lasting(double[] values, long... shape) {
    NDArray array = array(values, shape);
    NDScope.unregister(array);
    return array;
  }

  /** A new array of single precision; an empty shape makes a scalar. */
  public NDArray array(float[] values, long... shape) {
    return arrays.create(values, new Shape(shape));
  }

  /**
   * A module of this session, in single precision as it was saved.
   *
   * @param archive what {@code torch.jit.save} writes
   * @throws UnusableModuleException if the engine cannot load it
   */
  public ScriptedModule module(byte[] archive) {
    return ScriptedModule.load(this, (PtNDManager) arrays, archive);
  }

  /** A new array of zeros. */
  public NDArray zeros(long... shape) {
    return arrays.zeros(new Shape(shape), precision.dataType());
  }

  /** A new scalar. Operands are always arrays: the engine is slow at plain numbers and leaks. */
  public NDArray scalar(double value) {
    return array(new double[] {value});
  }

  /** The values of an array, row-major. */
  public double[] values(NDArray array) {
    return switch (precision) {
      case FLOAT64 -> array.toDoubleArray();
      case FLOAT32 -> {
        float[] narrow = array.toFloatArray();
        double[] values = new double[narrow.length];
        Arrays.setAll(values, i -> narrow[i]);
        yield values;
      }
    };
  }

  /**
   * Puts other values in place of all of a vector's, where it stands, so that windows on it see
   * them. (The engine's own {@code copyTo} gives the array another place in memory.)
   */
  public void assign(NDArray vector, double[] values) {
    compute(
        false,
        scope -> {
          vector.set(new NDIndex(":"), array(values, values.length));
          return null;
        });
  }

  /** Arrays that are open in this session. */
  public int openArrays() {
    return arrays.getManagedArrays().size();
  }

  /** Bytes of the arrays that are open in this session. */
  public long openBytes() {
    return arrays.getManagedArrays().stream()
        .mapToLong(array -> array.size() * array.getDataType().getNumOfBytes())
        .sum();
  }

  /** Closes arrays of this session. */
  public void free(NDArray... unused) {
    for (NDArray array : unused) {
      array.close();
    }
    count();
  }

  /** Frees every array of this session. */
  @Override
  public void close() {
    arrays.close();
    memory.release(counted);
    counted = 0;
  }
}
