package io.jotgate.controller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may import what in this module. */
class ArchitectureTest {
  private static final String ROOT = "io.jotgate.controller.";
  private static final List<String> KINDS =
      List.of("jwtissuer", "apiconsumer", "protectedroute", "workload", "tokenrevocation");
  private static final List<String> PARTS =
      List.of("consent", "tls", "propagation", "attachment", "metrics", "revocation", "namespaces");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.jotgate.controller");

  @ParameterizedTest
  @ValueSource(
      strings = {"jwtissuer", "apiconsumer", "protectedroute", "workload", "tokenrevocation"})
  void aKindKnowsNoOtherKindAndNotTheMain(String kind) {
    noClassesOf(kind)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others(KINDS, kind))
        .check(CLASSES);
    noClassesOf(kind)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.jotgate.controller")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "consent",
        "tls",
        "propagation",
        "attachment",
        "metrics",
        "revocation",
        "namespaces"
      })
  void aPartThatKindsShareKnowsNeitherKindsNorOtherParts(String part) {
    String[] forbidden =
        Stream.concat(Arrays.stream(others(PARTS, part)), KINDS.stream().map(ROOT::concat))
            .toArray(String[]::new);
    noClassesOf(part).should().dependOnClassesThat().resideInAnyPackage(forbidden).check(CLASSES);
  }

  @Test
  void resourcesKnowObjectsOfKubernetesAndNothingOfOurs() {
    classes()
        .that()
        .resideInAPackage(ROOT + "resource")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations",
            "io.fabric8..",
            "com.fasterxml.jackson..",
            ROOT + "resource")
        .check(CLASSES);
  }

  @Test
  void statusAndEventsKnowObjectsOfKubernetesOnly() {
    classes()
        .that()
        .resideInAnyPackage(ROOT + "status", ROOT + "events")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations",
            "org.slf4j",
            "io.fabric8..",
            ROOT + "status",
            ROOT + "events")
        .check(CLASSES);
  }

  /** They take what was decided, and must never be asked for it. */
  @Test
  void metricsKnowKeysAndNothingOfTheCluster() {
    classes()
        .that()
        .resideInAPackage(ROOT + "metrics")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations",
            "io.jotgate.keys",
            "io.prometheus.metrics..",
            ROOT + "metrics")
        .check(CLASSES);
  }

  @Test
  void whatDecidesIsNotTiedToTheFramework() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Planner")
        .or()
        .haveSimpleNameEndingWith("StatusFactory")
        .or()
        .haveSimpleNameEndingWith("Findings")
        .or()
        .haveSimpleNameEndingWith("Check")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javaoperatorsdk..", "io.fabric8.kubernetes.client..")
        .check(CLASSES);
  }

  @Test
  void onlyTheMainReadsTheClockOfTheSystem() {
    noClasses()
        .that()
        .doNotHaveSimpleName("OperatorMain")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.Clock.class, "systemUTC")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.jotgate.controller.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Helper|Handler|Utils?|Impl|Base)")
        .check(CLASSES);
  }

  private static GivenClassesConjunction noClassesOf(String packageName) {
    return noClasses().that().resideInAPackage(ROOT + packageName);
  }

  private static String[] others(List<String> all, String one) {
    return all.stream().filter(each -> !each.equals(one)).map(ROOT::concat).toArray(String[]::new);
  }
}
