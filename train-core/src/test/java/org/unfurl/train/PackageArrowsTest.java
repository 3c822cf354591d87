package org.unfurl.train;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md: no package may know one that knows it. */
class PackageArrowsTest {

  @Test
  void packagesAreFreeOfCircles() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.unfurl.train");
    SlicesRuleDefinition.slices()
        .matching("org.unfurl.train.(*)..")
        .should()
        .beFreeOfCycles()
        .check(classes);
  }
}
