package org.unfurl.sweep.storage;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sweep.storage.WriteLease.Timing;

class WriteLeaseTest {

  /** A lease so short that a test can wait for its end. */
  private static final Timing SHORT = new Timing(Duration.ofMillis(600), Duration.ofMillis(100));

  /** A writer that never says that it lives, and so is silent from the start. */
  private static final Timing SILENT = new Timing(Duration.ofMillis(600), Duration.ofDays(1));

  private static final String OTHER_KERNEL = "00000000-0000-4000-8000-000000000000";

  @TempDir private Path folder;
  private Path claims;
  private final Configuration configuration = new Configuration();
  private final List<String> console = new ArrayList<>();

  @BeforeEach
  void locate() {
    claims = folder.resolve("_writer");
  }

  private WriteLease take(String who, Timing timing)
      throws IOException, FolderTakenException, InterruptedException {
    return WriteLease.take(path("file"), configuration, who, timing, console::add);
  }

  /** The same folder on a file system without locks of the operating system. */
  private WriteLease takeRemotely(String who, Timing timing)
      throws IOException, FolderTakenException, InterruptedException {
    configuration.setClass(
        "fs.remote.impl", RemoteFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    configuration.setBoolean("fs.remote.impl.disable.cache", true);
    return WriteLease.take(path("remote"), configuration, who, timing, console::add);
  }

  private org.apache.hadoop.fs.Path path(String scheme) {
    return new org.apache.hadoop.fs.Path(scheme + "://" + folder.toUri().getPath());
  }

  private void assertRefused(String by, FolderTakenException refused) {
    assertTrue(refused.getMessage().contains(" is being written by " + by), refused.getMessage());
  }

  @Test
  void isTakenInTurnsWithNumbersThatGrow() throws Exception {
    for (int turn = 1; turn <= 3; turn++) {
      try (WriteLease lease = take("turn " + turn, SHORT)) {
        assertEquals(turn, lease.number());
        assertTrue(Files.readString(claims.resolve("0000000" + turn)).contains("who=turn " + turn));
        assertFalse(Files.exists(claims.resolve("0000000" + (turn - 1))));
        lease.requireAlone();
      }
    }
    assertEquals(List.of(), console);
  }

  @Test
  void aSecondInTheSameProcessIsRefusedAndTakesNothingFromTheFirst() throws Exception {
    try (WriteLease first = take("first", SHORT)) {
      assertRefused(
          "first since ", assertThrows(FolderTakenException.class, () -> take("b", SHORT)));
      assertRefused(
          "first since ", assertThrows(FolderTakenException.class, () -> take("c", SHORT)));
      first.requireAlone();
    }
    take("second", SHORT).close();
  }

  @Test
  void aDeadProcessOfThisKernelIsFollowedAtOnce() throws Exception {
    leave(new Claim("t", "a killed run", "then", Claim.thisKernel(), 3, false));
    try (WriteLease lease = take("next", Timing.USUAL)) {
      assertEquals(8, lease.number());
    }
    assertEquals(Claim.thisKernel().isEmpty() ? 1 : 0, console.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {OTHER_KERNEL, ""})
  void whoeverMayLiveElsewhereIsWaitedFor(String kernel) throws Exception {
    leave(new Claim("t", "process 7 on elsewhere", "then", kernel, 3, false));
    try (WriteLease lease = take("next", SHORT)) {
      assertEquals(8, lease.number());
    }
    assertEquals(1, console.size());
    assertTrue(console.get(0).contains("was being written by process 7 on elsewhere since then"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "token=a\nwho=", "\\u00zz", "state=writing\nbeats=many"})
  void anUnfinishedClaimIsWaitedForToo(String content) throws Exception {
    Files.createDirectories(claims);
    Files.writeString(claims.resolve("00000007"), content);
    try (WriteLease lease = take("next", SHORT)) {
      assertEquals(8, lease.number());
    }
    assertTrue(console.get(0).contains("was being written by another process"), console.get(0));
  }

  @Test
  void oneThatSaysThatItLivesIsNotFollowed() throws Exception {
    try (WriteLease first = takeRemotely("first", SHORT)) {
      assertRefused(
          "first since ",
          assertThrows(FolderTakenException.class, () -> takeRemotely("second", SHORT)));
      first.requireAlone();
    }
    assertEquals(1, console.size());
    takeRemotely("second", SHORT).close();
    assertEquals(1, console.size());
  }

  @Test
  void oneThatWasSilentForALeaseIsFollowedAndToldSoBeforeItWrites() throws Exception {
    WriteLease silent = takeRemotely("silent", SILENT);
    try (WriteLease second = takeRemotely("second", SHORT)) {
      LeaseLostException lost = assertThrows(LeaseLostException.class, silent::requireAlone);
      assertTrue(lost.getMessage().contains("second since "), lost.getMessage());
      assertThrows(LeaseLostException.class, silent::requireAlone);
      silent.close();
      second.requireAlone();
      assertTrue(Files.readString(claims.resolve("00000002")).contains("state=writing"));
    }
  }

  @Test
  void aWriterThatWakesBeforeAnyoneCameGoesOn() throws Exception {
    try (WriteLease silent = takeRemotely("silent", SILENT)) {
      awaitMillis(400); // more than half a lease: it has to look
      silent.requireAlone();
      assertTrue(Files.readString(claims.resolve("00000001")).contains("beats=000000000001"));
    }
  }

  @Test
  void aFolderThatWasRemovedIsLost() throws Exception {
    WriteLease lease = takeRemotely("first", SILENT);
    Files.delete(claims.resolve("00000001"));
    awaitMillis(400);
    LeaseLostException lost = assertThrows(LeaseLostException.class, lease::requireAlone);
    assertTrue(lost.getMessage().contains(" has been removed"), lost.getMessage());
    assertDoesNotThrow(lease::close);
  }

  @Test
  void aStoreThatLetsTwoCreateAFileIsRefused() throws Exception {
    configuration.setBoolean(RemoteFileSystem.FORGETFUL, true);
    IOException refused = assertThrows(IOException.class, () -> takeRemotely("first", SHORT));
    assertTrue(
        refused.getMessage().contains("must refuse to create a file that is there, and does not"),
        refused.getMessage());
  }

  private void leave(Claim claim) throws IOException {
    Files.createDirectories(claims);
    Files.write(claims.resolve("00000007"), claim.bytes());
  }

  private static void awaitMillis(long millis) throws InterruptedException {
    new java.util.concurrent.CountDownLatch(1)
        .await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
  }
}
