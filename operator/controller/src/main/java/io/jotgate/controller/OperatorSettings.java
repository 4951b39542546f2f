package io.jotgate.controller;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the operator is told at its start.
 *
 * @param namespaces namespaces to watch; empty: all
 * @param issuerImage image of the token service
 * @param podNamespace namespace that the operator runs in
 * @param podName name of the operator's pod; its identity in events and leader election
 * @param leaderElection whether replicas of the operator take turns
 * @param healthPort TCP port of the health endpoint; 0 takes a free one
 */
public record OperatorSettings(
    Set<String> namespaces,
    String issuerImage,
    String podNamespace,
    String podName,
    boolean leaderElection,
    int healthPort) {
  /** Comma-separated namespaces; absent: the operator's own; {@code *}: all. */
  static final String NAMESPACES = "JOTGATE_NAMESPACES";

  /** Image of the token service. */
  static final String ISSUER_IMAGE = "JOTGATE_ISSUER_IMAGE";

  /** {@code false}: no leader election. */
  static final String LEADER_ELECTION = "JOTGATE_LEADER_ELECTION";

  /** Port of the health endpoint. */
  static final String HEALTH_PORT = "JOTGATE_HEALTH_PORT";

  private static final int DEFAULT_HEALTH_PORT = 8080;

  static final String POD_NAMESPACE = "POD_NAMESPACE";
  static final String POD_NAME = "POD_NAME";

  /** Copies the set. */
  public OperatorSettings {
    namespaces = Set.copyOf(namespaces);
  }

  /**
   * Reads the settings from environment variables.
   *
   * @throws IllegalArgumentException when one is missing or makes no sense; the message names it
   */
  public static OperatorSettings fromEnvironment(Map<String, String> environment) {
    String podNamespace = required(environment, POD_NAMESPACE);
    return new OperatorSettings(
        namespaces(environment, podNamespace),
        required(environment, ISSUER_IMAGE),
        podNamespace,
        required(environment, POD_NAME),
        flag(environment, LEADER_ELECTION, true),
        port(environment, HEALTH_PORT, DEFAULT_HEALTH_PORT));
  }

  private static Set<String> namespaces(Map<String, String> environment, String own) {
    Optional<String> text = present(environment, NAMESPACES);
    if (text.isEmpty()) {
      return Set.of(own);
    }
    Set<String> names =
        Arrays.stream(text.get().split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    if (names.equals(Set.of("*"))) {
      return Set.of();
    }
    if (names.isEmpty() || names.contains("*")) {
      throw new IllegalArgumentException(
          NAMESPACES + " must be a comma-separated list of namespaces, or * alone for all");
    }
    return names;
  }

  private static boolean flag(Map<String, String> environment, String name, boolean fallback) {
    return present(environment, name)
        .map(
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw new IllegalArgumentException(name + " must be true or false");
                })
        .orElse(fallback);
  }

  private static int port(Map<String, String> environment, String name, int fallback) {
    return present(environment, name)
        .map(
            text -> {
              if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
                throw new IllegalArgumentException(name + " must be a port number");
              }
              return Integer.parseInt(text);
            })
        .orElse(fallback);
  }

  private static String required(Map<String, String> environment, String name) {
    return present(environment, name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Environment variable " + name + " is missing: the chart sets it"));
  }

  private static Optional<String> present(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(s -> !s.isEmpty());
  }
}
