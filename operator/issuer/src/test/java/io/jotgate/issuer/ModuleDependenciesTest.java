package io.jotgate.issuer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jotgate.issuer.authentication.Authenticator;
import org.junit.jupiter.api.Test;

class ModuleDependenciesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.jotgate.issuer");

  @Test
  void theTokenServiceKnowsNothingOfKubernetes() {
    classes()
        .that()
        .resideOutsideOfPackage("io.jotgate.issuer.model..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.jotgate.issuer..",
            "io.jotgate.keys..",
            "io.vertx.core..",
            "io.netty.handler.codec",
            "io.prometheus.metrics..",
            "com.amazon.corretto.crypto.provider",
            "org.slf4j",
            "org.jspecify.annotations",
            "java..",
            "javax.crypto..",
            "javax.net.ssl")
        .check(CLASSES);
  }

  @Test
  void whatIsDecidedKnowsNothingOfServers() {
    noClasses()
        .that()
        // Its answers come later, as those of everything that endpoints wait for.
        .areNotAssignableTo(Authenticator.class)
        .and()
        .resideInAnyPackage(
            "io.jotgate.issuer.token",
            "io.jotgate.issuer.claims",
            "io.jotgate.issuer.sensitive",
            "io.jotgate.issuer.authentication")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "org.slf4j..", "java.nio.file..", "java.net..")
        .check(CLASSES);
  }

  @Test
  void recognisingSensitiveDataNeedsNothing() {
    classes()
        .that()
        .resideInAPackage("io.jotgate.issuer.sensitive")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.jotgate.issuer.sensitive",
            "org.jspecify.annotations",
            "java.lang..",
            "java.util..",
            "java.nio.charset")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.jotgate.issuer.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
