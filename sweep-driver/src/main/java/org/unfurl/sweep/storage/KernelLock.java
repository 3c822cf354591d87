package org.unfurl.sweep.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock of the operating system on a file: it ends with the process that holds it, however that
 * ends, and containers on one machine see each other's.
 */
final class KernelLock implements AutoCloseable {

  /**
   * The files that this process has locked. Such a lock is the process's, not the channel's: to
   * close any channel of the file gives it up, so a second taker must not even open the file.
   */
  private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private KernelLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** What came of an attempt. */
  sealed interface Attempt {
    /** It is ours. */
    record Taken(KernelLock lock) implements Attempt {}

    /** A live process has it. */
    record Refused() implements Attempt {}

    /** This file system has no locks. */
    record Unsupported() implements Attempt {}
  }

  /**
   * Tries to take it.
   *
   * @param path a file of this lock alone, which nobody else opens; created where needed, and never
   *     removed, because others could hold a lock on what was removed
   * @throws IOException if the file cannot be opened
   */
  static Attempt attempt(Path path) throws IOException {
    Path real = path.getParent().toRealPath().resolve(path.getFileName());
    if (!LOCKED.add(real)) {
      return new Attempt.Refused();
    }
    FileChannel channel;
    try {
      channel = FileChannel.open(real, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException | RuntimeException e) {
      LOCKED.remove(real);
      throw e;
    }
    KernelLock lock = new KernelLock(real, channel);
    Optional<FileLock> taken;
    try {
      taken = Optional.ofNullable(channel.tryLock());
    } catch (IOException e) {
      lock.close();
      return new Attempt.Unsupported();
    }
    if (taken.isEmpty()) {
      lock.close();
      return new Attempt.Refused();
    }
    return new Attempt.Taken(lock);
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      LOCKED.remove(path);
    }
  }
}
