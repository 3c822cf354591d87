package org.unfurl.sim.external;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.Split;
import org.unfurl.sim.system.Thresholds;

class ExternalSystemTest {

  private static final Seed SEED = new Seed(1);

  @TempDir private Path folder;
  private Path initial;

  /** Three states of two values, 1 to 6, as numpy.save would write them. */
  @BeforeEach
  void writeInitialStates() throws IOException {
    initial = folder.resolve("initial.npy");
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }\n";
    try (OutputStream out = Files.newOutputStream(initial)) {
      out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
      out.write(new byte[] {(byte) header.length(), 0});
      out.write(header.getBytes(StandardCharsets.US_ASCII));
      for (int value = 1; value <= 6; value++) {
        for (int shift = 0; shift < 64; shift += 8) {
          out.write((int) (Double.doubleToLongBits(value) >>> shift));
        }
      }
    }
  }

  private ExternalSystem.Builder complete() {
    ExternalProgram identity =
        ExternalProgram.of(
            "sh",
            "-c",
            "read -r greeting; echo ready 2 no-vjp; while read -r verb batch && [ $verb != quit ];"
                + " do echo ok $((2 * batch)); head -c $((16 * batch)); done");
    ExternalSystem.Builder builder =
        ExternalSystem.named("identity-of-tests", StateShape.periodicLine(1, 2))
            .parameters(Split.TRAIN, 1.0, 3.0)
            .parameters(Split.INTERPOLATION, 2.0)
            .parameters(Split.EXTRAPOLATION, 4.0)
            .frameTime(0.25)
            .reference(identity)
            .solver("identity", identity)
            .thresholds(new Thresholds(0.5, 2, 10));
    for (Split split : Split.values()) {
      builder.initialStates(split, initial);
    }
    return builder;
  }

  @Test
  void itIsWhatItsDescriptionSays() {
    ExternalSystem system = complete().build();
    assertEquals("identity-of-tests", system.name());
    assertEquals(List.of(1.0, 3.0), system.parameters(Split.TRAIN));
    assertEquals(List.of("identity"), system.schemes());
    assertEquals(0.25, system.correctionScale());
    assertEquals(0, system.warmUpFrames(Split.TRAIN));
    assertEquals(3, system.availableTrajectories(Split.INTERPOLATION));
    assertArrayEquals(new double[] {1, 2, 3, 4}, system.initialStates(Split.TRAIN, 1.0, 2, SEED));
    assertThrows(
        IllegalArgumentException.class, () -> system.initialStates(Split.TRAIN, 1.0, 4, SEED));
    assertThrows(IllegalArgumentException.class, () -> system.differentiable("no-such-scheme"));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its programs are scripts of a POSIX shell")
  void itsSteppersAreItsPrograms() {
    ExternalSystem system = complete().build();
    double[] states = system.initialStates(Split.TRAIN, 1.0, 3, SEED);
    for (Stepper stepper :
        List.of(
            system.reference(1.0), system.residualStepper(1.0), system.solver("identity", 1.0))) {
      try (stepper) {
        double[] next = new double[states.length];
        stepper.step(states, next);
        assertArrayEquals(states, next);
      }
    }
  }

  @Test
  void itsTestsAreNotItsTraining() {
    assertEquals(
        "system (identity-of-tests) must not test on what it trains on, but parameter 3.0 with"
            + " initial states "
            + initial
            + " is in splits train and extrapolation; give the test other initial states",
        assertThrows(
                IllegalStateException.class,
                () -> complete().parameters(Split.EXTRAPOLATION, 4.0, 3.0).build())
            .getMessage());
    complete()
        .parameters(Split.EXTRAPOLATION, 4.0, 3.0)
        .initialStates(Split.EXTRAPOLATION, folder.resolve("others.npy"))
        .build();
    assertEquals(
        "parameter (3.0) of split train must be finite and given once; correct or delete it",
        assertThrows(
                IllegalArgumentException.class,
                () -> complete().parameters(Split.TRAIN, 1.0, 3.0, 3.0))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> complete().parameters(Split.TRAIN, Double.NaN));
  }

  @Test
  void whatIsMissingIsNamed() {
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> complete().parameters(Split.INTERPOLATION).build())
            .getMessage();
    assertEquals(
        "system (identity-of-tests) must have parameters of split interpolation; add that to its"
            + " description",
        message);
    assertThrows(
        IllegalArgumentException.class,
        () -> ExternalSystem.named("My System", StateShape.periodicLine(1, 2)));
    assertThrows(
        IllegalArgumentException.class,
        () -> complete().solver("identity", ExternalProgram.of("another")));
    initial = folder.resolve("absent.npy");
    ExternalSystem without = complete().build();
    String unreadable =
        assertThrows(IllegalStateException.class, () -> without.availableTrajectories(Split.TRAIN))
            .getMessage();
    assertTrue(unreadable.contains("absent.npy) of identity-of-tests must be"), unreadable);
  }
}
