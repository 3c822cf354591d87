package org.unfurl.sweep.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.system.Split;

class LoadedReferencesTest {

  /** Each data set below has ten doubles. */
  private static final long ONE = 80;

  private final List<Long> read = new ArrayList<>();

  @Test
  void readsOnceWhatItKeeps() throws IOException {
    LoadedReferences loaded = new LoadedReferences(ONE);
    assertSame(loaded.get(spec(1), this::read), loaded.get(spec(1), this::read));
    assertEquals(List.of(1L), read);
  }

  @Test
  void dropsWhatWasUsedLongestAgo() throws IOException {
    LoadedReferences loaded = new LoadedReferences(2 * ONE);
    for (long seed : new long[] {1, 2, 1, 3, 1, 2}) {
      loaded.get(spec(seed), this::read);
    }
    assertEquals(List.of(1L, 2L, 3L, 2L), read);
  }

  @Test
  void whatIsLargerThanTheBoundIsNotKept() throws IOException {
    LoadedReferences loaded = new LoadedReferences(ONE - 1);
    loaded.get(spec(1), this::read);
    loaded.get(spec(1), this::read);
    assertEquals(List.of(1L, 1L), read);
  }

  @Test
  void travelsEmptyAndWorksWhereItArrives() throws IOException, ClassNotFoundException {
    LoadedReferences sent = new LoadedReferences(ONE);
    sent.get(spec(1), this::read);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sent);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      LoadedReferences arrived = (LoadedReferences) in.readObject();
      arrived.get(spec(1), this::read);
      arrived.get(spec(1), this::read);
    }
    assertEquals(List.of(1L, 1L), read);
  }

  private Trajectories read(ReferenceSpec spec) {
    read.add(spec.seed().value());
    return new Trajectories(1, 1, 10, new double[10]);
  }

  private static ReferenceSpec spec(long seed) {
    return new ReferenceSpec("kuramoto-sivashinsky", 1.0, Split.TRAIN, 1, 1, new Seed(seed));
  }
}
