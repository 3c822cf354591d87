package org.unfurl.sweep.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The right to write into a folder, which one process at a time has, on any file system.
 *
 * <p>Writers are numbered. Whoever creates the file of the next number in {@code _writer} is the
 * writer ({@link ExclusiveFile}), and says there every few seconds that it lives. Another comes
 * next when that one has ended; or when its lock of the operating system is gone, on the machine
 * where it held one ({@link KernelLock}); or when it has said nothing for the whole length of a
 * lease, on the watch of the one who waits: clocks are not compared. A writer that was taken for
 * dead finds the higher number before its next change ({@link #requireAlone}).
 *
 * <p>The file system must let exactly one create a file, show it to all at once, and list a folder
 * as it is; it need not rename atomically.
 */
public final class WriteLease implements Writer, AutoCloseable {

  /** Looks of one who waits, per lease. */
  private static final int LOOKS = 60;

  private final ClaimFolder claims;
  private final long number;
  private final Timing timing;
  private final Optional<KernelLock> kernelLock;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "unfurl-lease");
            thread.setDaemon(true);
            return thread;
          });

  private final ScheduledFuture<?> renewing;

  // Guarded by this.
  private Claim claim;
  private Moment confirmed;
  private boolean lost;

  private WriteLease(
      ClaimFolder claims,
      long number,
      Claim claim,
      Moment confirmed,
      Timing timing,
      Optional<KernelLock> kernelLock) {
    this.claims = claims;
    this.number = number;
    this.claim = claim;
    this.confirmed = confirmed;
    this.timing = timing;
    this.kernelLock = kernelLock;
    long interval = timing.renewal.toNanos();
    this.renewing =
        clock.scheduleWithFixedDelay(this::renew, interval, interval, TimeUnit.NANOSECONDS);
  }

  /**
   * How long is waited.
   *
   * @param lease a writer that says nothing for so long is taken for dead
   * @param renewal a writer says that it lives at this interval, several times a lease
   */
  public record Timing(Duration lease, Duration renewal) {

    /** Half a minute, which a busy machine or a slow store does not use up. */
    public static final Timing USUAL = new Timing(Duration.ofSeconds(30), Duration.ofSeconds(5));
  }

  /** A moment on both clocks: one stops while a laptop sleeps, the other can be set. */
  private record Moment(long nanos, long millis) {

    static Moment now() {
      return new Moment(System.nanoTime(), System.currentTimeMillis());
    }

    Duration age() {
      Moment now = now();
      return Duration.ofNanos(
          Math.max(now.nanos - nanos, TimeUnit.MILLISECONDS.toNanos(now.millis - millis)));
    }
  }

  /**
   * Whether a folder has, or has had, a writer.
   *
   * @throws IOException if it cannot be read
   */
  public static boolean isKnown(FileSystem files, Path folder) throws IOException {
    return files.exists(new Path(folder, ClaimFolder.NAME));
  }

  /**
   * Whether a writer of a folder has not ended: it lives, or was killed.
   *
   * @throws IOException if that cannot be read
   */
  public static boolean isHeld(FileSystem files, Path folder) throws IOException {
    return isKnown(files, folder)
        && new ClaimFolder(files, folder).latest().map(found -> !found.hasEnded()).orElse(false);
  }

  /**
   * Takes the lease. If an earlier writer may be alive and only silent, this waits for at most a
   * lease.
   *
   * @param folder created where needed
   * @param who this process, for people
   * @param console told why it waits
   * @throws FolderTakenException if another process has it
   * @throws IOException if the folder cannot be used, or its file system cannot tell two writers
   *     apart
   */
  public static WriteLease take(
      Path folder, Configuration configuration, String who, Timing timing, Consumer<String> console)
      throws IOException, FolderTakenException, InterruptedException {
    FileSystem files = ResultFileSystem.of(folder, configuration);
    ClaimFolder claims = new ClaimFolder(files, folder);
    claims.create();
    Optional<KernelLock> kernelLock = kernelLock(claims, folder);
    try {
      return take(claims, folder, who, timing, kernelLock, console);
    } catch (IOException | FolderTakenException | InterruptedException | RuntimeException e) {
      closeQuietly(kernelLock);
      throw e;
    }
  }

  private static Optional<KernelLock> kernelLock(ClaimFolder claims, Path folder)
      throws IOException, FolderTakenException {
    if (!LocalFile.isLocal(claims.files())) {
      return Optional.empty();
    }
    KernelLock.Attempt attempt =
        KernelLock.attempt(LocalFile.of(claims.files(), new Path(claims.path(), "lock")));
    if (attempt instanceof KernelLock.Attempt.Refused) {
      throw taken(folder, claims.latest());
    }
    return attempt instanceof KernelLock.Attempt.Taken taken
        ? Optional.of(taken.lock())
        : Optional.empty();
  }

  private static WriteLease take(
      ClaimFolder claims,
      Path folder,
      String who,
      Timing timing,
      Optional<KernelLock> kernelLock,
      Consumer<String> console)
      throws IOException, FolderTakenException, InterruptedException {
    String kernel = kernelLock.isPresent() ? Claim.thisKernel() : "";
    Optional<ClaimFolder.Found> before = claims.latest();
    if (before.isPresent() && !before.get().hasEnded() && !isDead(before.get(), kernel)) {
      waitOut(claims, folder, before.get(), timing, console);
    }
    long number = before.map(ClaimFolder.Found::number).orElse(0L) + 1;
    Claim claim =
        new Claim(
            UUID.randomUUID().toString(),
            who,
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            kernel,
            0,
            false);
    Moment start = Moment.now();
    if (!claims.add(number, claim)) {
      throw taken(folder, claims.latest());
    }
    requireExclusive(claims, number, claim);
    // Whoever slept between looking and creating may have taken a number of the past.
    if (!claims.isLatest(number)) {
      throw taken(folder, claims.latest());
    }
    claims.removeBelow(number);
    return new WriteLease(claims, number, claim, start, timing, kernelLock);
  }

  /** Whether it held a lock that we hold now, of the same kernel: its process is gone. */
  private static boolean isDead(ClaimFolder.Found writer, String kernel) {
    return !kernel.isEmpty()
        && writer.claim().map(claim -> claim.kernel().equals(kernel)).orElse(false);
  }

  private static void waitOut(
      ClaimFolder claims,
      Path folder,
      ClaimFolder.Found writer,
      Timing timing,
      Consumer<String> console)
      throws IOException, FolderTakenException, InterruptedException {
    console.accept(
        folder
            + " was being written by "
            + describe(Optional.of(writer))
            + "; looking for up to "
            + timing.lease.toSeconds()
            + " s whether it still is");
    Moment start = Moment.now();
    while (true) {
      TimeUnit.NANOSECONDS.sleep(timing.lease.toNanos() / LOOKS);
      // Before looking, so that a sign of life within the lease is seen.
      boolean over = System.nanoTime() - start.nanos > timing.lease.toNanos();
      Optional<ClaimFolder.Found> now = claims.latest();
      if (now.isPresent() && now.get().number() == writer.number() && now.get().hasEnded()) {
        return;
      }
      if (now.isPresent() && !now.get().equals(writer)) {
        // While it is written anew, the file says nothing.
        boolean told = now.get().number() != writer.number() || now.get().claim().isPresent();
        throw taken(folder, told ? now : Optional.of(writer));
      }
      if (over) {
        return;
      }
    }
  }

  /** A store that ignores the condition of a conditional write would let two in. */
  private static void requireExclusive(ClaimFolder claims, long number, Claim claim)
      throws IOException {
    if (LocalFile.isLocal(claims.files())) {
      return;
    }
    Claim rival =
        new Claim(
            UUID.randomUUID().toString(),
            claim.who(),
            claim.since(),
            claim.kernel(),
            0,
            claim.ended());
    if (claims.add(number, rival)) {
      throw new IOException(
          "the file system of "
              + claims.path()
              + " must refuse to create a file that is there, and does not; use a store with"
              + " conditional writes, or HDFS, or a local folder");
    }
  }

  private static FolderTakenException taken(Path folder, Optional<ClaimFolder.Found> by) {
    return new FolderTakenException(
        folder + " is being written by " + describe(by) + "; wait for it, or end it first");
  }

  private static String describe(Optional<ClaimFolder.Found> writer) {
    return writer
        .flatMap(ClaimFolder.Found::claim)
        .map(claim -> claim.who() + " since " + claim.since())
        .orElse("another process");
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public synchronized void requireAlone() throws IOException {
    if (lost || confirmed.age().compareTo(timing.lease.dividedBy(2)) > 0) {
      confirm();
    }
  }

  private synchronized void renew() {
    try {
      confirm();
    } catch (IOException e) {
      // The next attempt may succeed; whoever wants to write meanwhile is told.
    }
  }

  private void confirm() throws IOException {
    Moment start = Moment.now();
    if (!lost) {
      lost = !isMine();
    }
    if (lost) {
      renewing.cancel(false);
      throw new LeaseLostException(
          claims.path().getParent()
              + " is no longer this run's to write: "
              + reasonOfLoss()
              + "; trials with a row are kept, the others are that run's");
    }
    Claim next = claim.beat();
    claims.replace(number, next);
    claim = next;
    confirmed = start;
  }

  private boolean isMine() throws IOException {
    if (!claims.isLatest(number)) {
      return false;
    }
    try {
      // Unfinished is what our own last attempt left, if it failed.
      return Claim.parse(claims.read(number))
          .map(found -> found.token().equals(claim.token()))
          .orElse(true);
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  private String reasonOfLoss() throws IOException {
    Optional<ClaimFolder.Found> now;
    try {
      now = claims.latest();
    } catch (FileNotFoundException e) {
      now = Optional.empty();
    }
    return now.isPresent() && now.get().number() >= number
        ? "for "
            + timing.lease.toSeconds()
            + " s it gave no sign of life, and "
            + describe(now)
            + " took its place"
        : "its file in " + claims.path() + " has been removed";
  }

  /** Ends the lease; the next writer need not wait. */
  @Override
  public void close() {
    renewing.cancel(false);
    clock.shutdown();
    synchronized (this) {
      try {
        if (!lost && isMine()) {
          claims.replace(number, claim.end());
        }
      } catch (IOException e) {
        // Then the next writer has to wait for a lease.
      }
      lost = true;
    }
    closeQuietly(kernelLock);
  }

  private static void closeQuietly(Optional<KernelLock> kernelLock) {
    try {
      if (kernelLock.isPresent()) {
        kernelLock.get().close();
      }
    } catch (IOException e) {
      // It ends with the process.
    }
  }
}
