package org.unfurl.sim.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sim.external.DocumentedExamples;
import org.unfurl.sim.external.ExternalSystem;

/** Systems that users bring along, found as services. */
class FoundSystemsTest {

  @TempDir private Path folder;

  /** The registry as seen with a jar (here a folder) of a user on the class path. */
  private List<PhysicalSystem> withService(String providers) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(PhysicalSystem.class.getName()), providers);
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, PhysicalSystem.class.getClassLoader())) {
      return PhysicalSystems.withFound(loader);
    }
  }

  @Test
  void theDocumentedSystemIsFoundAfterTheBuiltInOnes() throws IOException {
    Path source = folder.resolve("MyBurgers.java");
    Files.writeString(source, DocumentedExamples.text("java"));
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertEquals(0, errors);

    List<PhysicalSystem> systems = withService("org.example.MyBurgers\n");
    assertEquals(PhysicalSystems.builtIn(), systems.subList(0, systems.size() - 1));
    PhysicalSystem found = assertInstanceOf(ExternalSystem.class, systems.get(systems.size() - 1));
    assertEquals("my-burgers", found.name());
    assertEquals(List.of("euler", "upwind"), found.schemes());
    assertTrue(found.differentiable("euler"));
    assertFalse(found.differentiable("upwind"));
  }

  @Test
  void theNameOfABuiltInSystemIsRefused() {
    String message =
        assertThrows(
                IllegalStateException.class, () -> withService(Impostor.class.getName() + "\n"))
            .getMessage();
    assertEquals(
        "system (kuramoto-sivashinsky) of org.unfurl.sim.system.FoundSystemsTest$Impostor must have"
            + " another name than that of org.unfurl.sim.system.KuramotoSivashinskySystem; rename"
            + " it or take its jar away",
        message);
  }

  @Test
  void whatSaysSomethingImpossibleIsRefused() {
    assertEquals(
        "system (org.unfurl.sim.system.FoundSystemsTest$Timeless): its frameTime (NaN) must be"
            + " positive and finite; mend it or take its jar away",
        assertThrows(
                UnusableSystemException.class, () -> withService(Timeless.class.getName() + "\n"))
            .getMessage());
  }

  @Test
  void whatCannotBeLoadedIsNamed() {
    String message =
        assertThrows(IllegalStateException.class, () -> withService("org.example.Absent\n"))
            .getMessage();
    assertTrue(message.contains("org.example.Absent"), message);
    assertTrue(message.endsWith("; mend it or take its jar away"), message);
  }

  /** Whose frames are no time apart. */
  public static final class Timeless extends ExternalSystem {

    /** For the service loader. */
    public Timeless() {
      super(described("timeless"));
    }

    @Override
    public double frameTime() {
      return Double.NaN;
    }
  }

  /** Takes a name that is taken. */
  public static final class Impostor extends ExternalSystem {

    /** For the service loader. */
    public Impostor() {
      super(described("kuramoto-sivashinsky"));
    }
  }

  private static ExternalSystem.Builder described(String name) {
    return ExternalSystem.named(name, org.unfurl.sim.grid.StateShape.periodicLine(1, 4))
        .parameters(Split.TRAIN, 1.0)
        .parameters(Split.INTERPOLATION, 1.5)
        .parameters(Split.EXTRAPOLATION, 2.0)
        .reference(org.unfurl.sim.external.ExternalProgram.of("none"))
        .solver("none", org.unfurl.sim.external.ExternalProgram.of("none"))
        .initialStates(Split.TRAIN, Path.of("none"))
        .initialStates(Split.INTERPOLATION, Path.of("none"))
        .initialStates(Split.EXTRAPOLATION, Path.of("none"))
        .thresholds(new Thresholds(0.5, 1, 1));
  }
}
