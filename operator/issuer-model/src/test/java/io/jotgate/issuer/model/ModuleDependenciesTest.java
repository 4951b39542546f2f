package io.jotgate.issuer.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ModuleDependenciesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.jotgate.issuer.model");

  @Test
  void theDocumentsNeedNothingButTheKeyRingJsonAndRe2j() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.jotgate.issuer.model",
            "io.jotgate.keys",
            "io.jotgate.keys.json",
            "com.google.re2j",
            "org.jspecify.annotations",
            "java..")
        .check(CLASSES);
  }
}
