package io.jotgate.keys;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Decisions about keys depend on nothing but values; cryptography stays in one package. */
class ArchitectureTest {
  private final JavaClasses production =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.jotgate.keys");

  @Test
  void theRingAndThePlannerKnowOnlyTheJavaPlatform() {
    classes()
        .that()
        .resideInAPackage("io.jotgate.keys")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "io.jotgate.keys")
        .check(production);
  }

  @Test
  void theJoseCodecKnowsOnlyTheRingAndJson() {
    classes()
        .that()
        .resideInAPackage("io.jotgate.keys.jose")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "org.jspecify..",
            "io.jotgate.keys",
            "io.jotgate.keys.jose",
            "io.jotgate.keys.json")
        .check(production);
  }

  @Test
  void jsonKnowsOnlyTheJavaPlatform() {
    classes()
        .that()
        .resideInAPackage("io.jotgate.keys.json")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "io.jotgate.keys.json")
        .check(production);
  }

  /** Its Ed25519 goes through Tink, which is seven times slower than the platform's. */
  @Test
  void signaturesAreNeverMadeOrVerifiedByNimbus() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.nimbusds.jose.crypto..", "com.google.crypto.tink..")
        .check(production);
  }

  @Test
  void passwordHashesKnowOnlyTheJavaPlatformAndTheirLibrary() {
    classes()
        .that()
        .resideInAPackage("io.jotgate.keys.password")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.jspecify..", "io.jotgate.keys.password", "org.bouncycastle.crypto..")
        .check(production);
  }

  @Test
  void decisionsReadNoClockAndNoRandomness() {
    noClasses()
        .that()
        .resideInAPackage("io.jotgate.keys")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Random.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(SecureRandom.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(UUID.class)
        .check(production);
  }
}
