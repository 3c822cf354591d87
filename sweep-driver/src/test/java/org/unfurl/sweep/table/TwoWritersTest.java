package org.unfurl.sweep.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sweep.storage.ResultFileSystem;
import org.unfurl.sweep.storage.SoleWriter;
import org.unfurl.sweep.storage.Writer;

/**
 * A writer that was taken for dead wakes beside its successor: at the worst moment, after it has
 * asked whether it is alone.
 */
class TwoWritersTest {

  @TempDir private java.nio.file.Path folder;
  private Path sweep;

  @BeforeEach
  void locate() {
    sweep = new Path(folder.resolve("sweep").toUri());
  }

  private ResultStore open(Writer writer) {
    return ResultStore.open(sweep, SampleFiles.CONFIGURATION, writer);
  }

  private Set<String> finished() {
    return ResultReader.of(sweep, SampleFiles.CONFIGURATION).finished().keySet();
  }

  /** Does something when asked for the n-th time whether it is alone. */
  private static final class Paused implements Writer {
    private final int pause;
    private final Runnable meanwhile;
    private int asked;

    Paused(int pause, Runnable meanwhile) {
      this.pause = pause;
      this.meanwhile = meanwhile;
    }

    @Override
    public long number() {
      return 1;
    }

    @Override
    public void requireAlone() {
      if (++asked == pause) {
        meanwhile.run();
      }
    }
  }

  private void write(Writer writer) {
    ResultStore store = open(writer);
    store.append(List.of(SampleTrials.ok("a"), SampleTrials.failed("b")));
    store.append(List.of(SampleTrials.ok("c")));
    store.forget(Set.of("b"));
    store.append(List.of(SampleTrials.ok("b")));
    store.compact();
  }

  /** What the second does, in full, at each instant of the first. */
  @Test
  void theSecondLosesNothingWhereverTheFirstSleeps() throws IOException {
    int pauses = 0;
    while (true) {
      sweep = new Path(folder.resolve("sweep-" + pauses).toUri());
      Set<String> kept = new HashSet<>(Set.of("d", "e"));
      boolean[] slept = {false};
      try {
        write(
            new Paused(
                pauses + 1,
                () -> {
                  slept[0] = true;
                  kept.addAll(finished());
                  kept.remove("b"); // which the first forgets
                  ResultStore second = open(new SoleWriter(2));
                  second.forget(Set.of("d"));
                  second.append(List.of(SampleTrials.ok("d")));
                  second.append(List.of(SampleTrials.ok("e")));
                  second.compact();
                }));
      } catch (ResultsUnwritableException e) {
        // The first finds that its files have been cleaned away.
      }
      if (!slept[0]) {
        break;
      }
      pauses++;
      assertTrue(finished().containsAll(kept), kept + " of " + finished() + " after " + pauses);
      ResultStore third = open(new SoleWriter(3));
      assertTrue(finished().containsAll(kept), kept + " of " + finished() + " after " + pauses);
      third.compact();
      assertTrue(finished().containsAll(kept), kept + " of " + finished() + " after " + pauses);
    }
    assertTrue(pauses > 15, "pauses: " + pauses);
  }

  @Test
  void aWriterWhoseLeaseIsLostWritesNothingMore() throws IOException {
    ResultStore store =
        open(
            new Writer() {
              private int asked;

              @Override
              public long number() {
                return 1;
              }

              @Override
              public void requireAlone() throws IOException {
                if (++asked > 6) {
                  throw new IOException("lost");
                }
              }
            });
    store.append(List.of(SampleTrials.ok("a")));
    assertThrows(
        ResultsUnwritableException.class, () -> store.append(List.of(SampleTrials.ok("b"))));
    assertThrows(ResultsUnwritableException.class, () -> store.forget(Set.of("a")));
    assertThrows(ResultsUnwritableException.class, store::compact);
    assertEquals(Set.of("a"), finished());
  }

  @Test
  void filesAreNamedByTheirWriter() throws IOException {
    open(new SoleWriter(4)).append(List.of(SampleTrials.ok("a")));
    ResultStore store = open(new SoleWriter(5));
    store.append(List.of(SampleTrials.ok("b")));
    assertEquals(
        List.of("part-00000000-00000000-w4.parquet", "part-00000001-00000001-w5.parquet"), names());
    store.compact();
    assertEquals(List.of("part-00000000-00000001-w5.parquet"), names());
  }

  private List<String> names() throws IOException {
    return Arrays.stream(
            ResultFileSystem.of(sweep, SampleFiles.CONFIGURATION)
                .listStatus(new Path(sweep, "trials")))
        .map(file -> file.getPath().getName())
        .sorted()
        .toList();
  }
}
