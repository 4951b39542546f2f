package io.jotgate.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may import what in this module. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.jotgate.policy");

  private static void assertOnly(String inPackage, String... others) {
    String[] allowed =
        Stream.concat(
                Stream.of("java..", "org.jspecify.annotations", "io.jotgate.policy." + inPackage),
                Stream.of(others))
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage("io.jotgate.policy." + inPackage)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .check(CLASSES);
  }

  @Test
  void theModelKnowsOnlyTheLanguage() {
    assertOnly("model");
  }

  @Test
  void theCompilerKnowsResourcesAndTheModelButNoClient() {
    assertOnly(
        "compile",
        "io.jotgate.policy.model",
        "io.jotgate.api.v1alpha1",
        "io.fabric8.kubernetes.api.model");
  }

  @Test
  void theEvaluatorKnowsTheModelAndTokens() {
    assertOnly("evaluate", "io.jotgate.policy.model", "io.jotgate.keys.jose");
  }

  @Test
  void renderersKnowTheModelAndJsonAndTheOneForEnvoyAlsoKeys() {
    assertOnly("render", "io.jotgate.policy.model");
    assertOnly(
        "render.envoy",
        "io.jotgate.policy.render",
        "io.jotgate.policy.model",
        "io.jotgate.keys.jose",
        "com.fasterxml.jackson..");
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.jotgate.policy.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Helper|Handler|Utils?|Impl|Base)")
        .check(CLASSES);
  }
}
