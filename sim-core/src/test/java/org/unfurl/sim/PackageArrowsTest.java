package org.unfurl.sim;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md: no package may know one that knows it. */
class PackageArrowsTest {

  @Test
  void packagesAreFreeOfCircles() {
    // The build's own folder: looking for a package searches every jar, and the JDK.
    JavaClasses classes = new ClassFileImporter().importPath(Path.of("target", "classes"));
    assertFalse(classes.isEmpty());
    SlicesRuleDefinition.slices()
        .matching("org.unfurl.sim.(*)..")
        .should()
        .beFreeOfCycles()
        .check(classes);
  }
}
