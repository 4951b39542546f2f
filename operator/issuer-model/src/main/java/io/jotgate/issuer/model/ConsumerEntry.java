package io.jotgate.issuer.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One consumer as the token service knows it. The lists are sets and are kept sorted.
 *
 * @param clientId the {@code client_id} of its tokens
 * @param subject the {@code sub} of its tokens: stable for the life of the consumer
 * @param scopes scopes that a token may carry, at most
 * @param audiences audiences that a token may name, at most; empty: those of the issuer
 * @param groups groups that it is in
 * @param attributes what claims may be made of, by name
 * @param assertableClaims claims that it may fill itself
 * @param tokenTtlSeconds longest life of its tokens; null: what the issuer says
 * @param expiresAt when it stops getting tokens; null: never
 * @param credentials how it proves who it is
 */
public record ConsumerEntry(
    String clientId,
    String subject,
    List<String> scopes,
    List<String> audiences,
    List<String> groups,
    Map<String, String> attributes,
    List<AssertableClaim> assertableClaims,
    @Nullable Long tokenTtlSeconds,
    @Nullable Instant expiresAt,
    List<CredentialVerifier> credentials) {
  /** Passwords of a consumer, at most: one login may have to try them all. */
  public static final int MAX_PASSWORDS = 4;

  /**
   * Checks all components.
   *
   * @throws InvalidDocumentException if one has another form, two keys or two claims are the same,
   *     or there are too many passwords
   */
  public ConsumerEntry {
    Syntax.require(Syntax.NAME, clientId, "clientId");
    Syntax.require(Syntax.NAME, subject, "subject");
    scopes = Syntax.sortedSet(Syntax.SCOPE, scopes, "scopes");
    audiences = Syntax.sortedSet(Syntax.AUDIENCE, audiences, "audiences");
    groups = Syntax.sortedSet(Syntax.AUDIENCE, groups, "groups");
    attributes.forEach(ConsumerEntry::requireAttribute);
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    assertableClaims =
        assertableClaims.stream().sorted(Comparator.comparing(AssertableClaim::name)).toList();
    requireDistinct(assertableClaims.stream().map(AssertableClaim::name).toList(), "claims");
    if (tokenTtlSeconds != null && tokenTtlSeconds < 1) {
      throw new InvalidDocumentException("tokenTtlSeconds", "must be at least 1");
    }
    credentials =
        credentials.stream()
            .sorted(
                Comparator.comparing(CredentialVerifier::name)
                    .thenComparing(CredentialVerifier::id))
            .toList();
    requireDistinct(credentials.stream().map(CredentialVerifier::id).toList(), "credentials");
    if (credentials.stream().filter(PasswordVerifier.class::isInstance).count() > MAX_PASSWORDS) {
      throw new InvalidDocumentException("credentials", "has too many passwords");
    }
  }

  /** A consumer with ceilings and credentials and nothing else. */
  public ConsumerEntry(
      String clientId,
      String subject,
      List<String> scopes,
      List<String> audiences,
      List<? extends CredentialVerifier> credentials) {
    this(
        clientId,
        subject,
        scopes,
        audiences,
        List.of(),
        Map.of(),
        List.of(),
        null,
        null,
        List.copyOf(credentials));
  }

  /** Whether it no longer gets tokens. */
  public boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  /** The same under another client id. */
  public ConsumerEntry called(String otherClientId) {
    return new ConsumerEntry(
        otherClientId,
        subject,
        scopes,
        audiences,
        groups,
        attributes,
        assertableClaims,
        tokenTtlSeconds,
        expiresAt,
        credentials);
  }

  /** The same without the credentials of some ids. */
  public ConsumerEntry without(Set<String> ids) {
    return new ConsumerEntry(
        clientId,
        subject,
        scopes,
        audiences,
        groups,
        attributes,
        assertableClaims,
        tokenTtlSeconds,
        expiresAt,
        credentials.stream().filter(each -> !ids.contains(each.id())).toList());
  }

  /** By what its API keys are found: no two consumers may share one. */
  public List<String> lookUps() {
    return credentials.stream().flatMap(ConsumerEntry::lookUp).toList();
  }

  private static Stream<String> lookUp(CredentialVerifier verifier) {
    return switch (verifier) {
      case KeyVerifier key -> Stream.of(key.id());
      case OpaqueKeyVerifier key -> Stream.of(key.sha256Hex());
      case PasswordVerifier password -> Stream.empty();
      case PublicKeyVerifier key -> Stream.empty();
    };
  }

  private static void requireAttribute(String name, String value) {
    Syntax.require(Syntax.NAME, name, "attributes");
    Syntax.require(Syntax.ATTRIBUTE, value, "attributes");
  }

  private static void requireDistinct(List<String> values, String component) {
    Set<String> distinct = new HashSet<>(values);
    if (distinct.size() != values.size()) {
      throw new InvalidDocumentException(component, "has one twice");
    }
  }
}
