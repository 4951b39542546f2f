package io.jotgate.controller.consent;

import io.jotgate.api.v1alpha1.ApiConsumerSpec;
import io.jotgate.api.v1alpha1.AssertableClaimSpec;
import io.jotgate.api.v1alpha1.ConsumerPolicySpec;
import io.jotgate.api.v1alpha1.Defaults;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerSpec;
import io.jotgate.api.v1alpha1.ScopeSpec;
import io.jotgate.api.v1alpha1.TokenSpec;
import io.jotgate.issuer.model.ConsumerEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer lets a consumer of another namespace have, at most.
 *
 * @param scopes scopes of its tokens
 * @param audiences audiences of its tokens
 * @param groups groups that it may be in
 * @param attributes values that each attribute may have
 * @param assertableClaims claims that it may fill itself
 * @param maxCredentials credentials that all consumers of its namespace may have together
 */
public record Ceiling(
    Set<String> scopes,
    Set<String> audiences,
    Set<String> groups,
    Map<String, Set<String>> attributes,
    Set<String> assertableClaims,
    int maxCredentials) {
  /** Copies the collections. */
  public Ceiling {
    scopes = Set.copyOf(scopes);
    audiences = Set.copyOf(audiences);
    groups = Set.copyOf(groups);
    attributes = Map.copyOf(attributes);
    assertableClaims = Set.copyOf(assertableClaims);
  }

  /** What all policies that name the namespace grant together; empty: none names it. */
  static Optional<Ceiling> granted(JwtIssuer issuer, Map<String, String> namespaceLabels) {
    Optional<JwtIssuerSpec> spec = Optional.ofNullable(issuer.getSpec());
    List<ConsumerPolicySpec> policies =
        list(spec.map(JwtIssuerSpec::consumerPolicies)).stream()
            .filter(Objects::nonNull)
            .filter(policy -> names(policy, namespaceLabels))
            .toList();
    if (policies.isEmpty()) {
      return Optional.empty();
    }
    Set<String> scopes = all(policies, ConsumerPolicySpec::scopes);
    Set<String> audiences = all(policies, ConsumerPolicySpec::audiences);
    Set<String> catalogue = scopeCatalogue(spec);
    return Optional.of(
        new Ceiling(
            catalogue.isEmpty() ? scopes : common(scopes, catalogue),
            common(audiences, audienceCatalogue(spec)),
            all(policies, ConsumerPolicySpec::groups),
            attributes(policies),
            all(policies, ConsumerPolicySpec::assertableClaims),
            policies.stream().mapToInt(Ceiling::maxCredentials).max().orElse(0)));
  }

  /** The catalogue of scopes; empty: consumers of the issuer's namespace may name any. */
  static Set<String> scopeCatalogue(Optional<JwtIssuerSpec> issuer) {
    return list(issuer.map(JwtIssuerSpec::scopes)).stream()
        .filter(Objects::nonNull)
        .map(ScopeSpec::name)
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The catalogue of audiences. */
  static Set<String> audienceCatalogue(Optional<JwtIssuerSpec> issuer) {
    return Set.copyOf(list(issuer.map(JwtIssuerSpec::token).map(TokenSpec::audiences)));
  }

  /**
   * The consumer with what it asks for as far as it is granted; empty if that leaves no audience,
   * because an entry without any stands for all audiences of the issuer.
   */
  Optional<ConsumerEntry> of(ConsumerEntry asked) {
    if (!leavesAnAudience(asked.audiences())) {
      return Optional.empty();
    }
    Map<String, String> allowed = new TreeMap<>(asked.attributes());
    allowed.entrySet().removeIf(each -> !allows(each.getKey(), each.getValue()));
    return Optional.of(
        new ConsumerEntry(
            asked.clientId(),
            asked.subject(),
            asked.scopes().stream().filter(scopes::contains).toList(),
            asked.audiences().isEmpty()
                ? List.copyOf(audiences)
                : asked.audiences().stream().filter(audiences::contains).toList(),
            asked.groups().stream().filter(groups::contains).toList(),
            allowed,
            asked.assertableClaims().stream()
                .filter(claim -> assertableClaims.contains(claim.name()))
                .toList(),
            asked.tokenTtlSeconds(),
            asked.expiresAt(),
            asked.credentials()));
  }

  /** Whether a consumer that asks for these audiences gets one. */
  boolean leavesAnAudience(Collection<String> asked) {
    return asked.isEmpty() ? !audiences.isEmpty() : asked.stream().anyMatch(audiences::contains);
  }

  /** What a consumer asks for and does not get, for people. */
  List<String> missing(ApiConsumerSpec asked) {
    var left = new LeftOut();
    left.add("scope", asked.scopes(), scopes);
    left.add("audience", asked.audiences(), audiences);
    left.add("group", asked.groups(), groups);
    left.addAll(
        "attribute",
        Optional.ofNullable(asked.attributes()).orElse(Map.of()).entrySet().stream()
            .filter(each -> !allows(each.getKey(), each.getValue()))
            .map(Map.Entry::getKey));
    left.add(
        "claim",
        list(Optional.ofNullable(asked.assertableClaims())).stream()
            .map(AssertableClaimSpec::name)
            .toList(),
        assertableClaims);
    return left.texts();
  }

  private boolean allows(String attribute, String value) {
    return Optional.ofNullable(attributes.get(attribute))
        .filter(values -> values.contains(value))
        .isPresent();
  }

  /** A selector without labels names no namespace, whatever Kubernetes makes of one. */
  private static boolean names(ConsumerPolicySpec policy, Map<String, String> labels) {
    return Optional.ofNullable(policy.namespaces())
        .flatMap(selector -> Optional.ofNullable(selector.matchLabels()))
        .filter(wanted -> !wanted.isEmpty() && labels.entrySet().containsAll(wanted.entrySet()))
        .isPresent();
  }

  private static int maxCredentials(ConsumerPolicySpec policy) {
    return Optional.ofNullable(policy.maxCredentials())
        .orElse(Integer.parseInt(Defaults.MAX_CREDENTIALS));
  }

  private static Map<String, Set<String>> attributes(List<ConsumerPolicySpec> policies) {
    return policies.stream()
        .flatMap(policy -> Optional.ofNullable(policy.attributes()).stream())
        .flatMap(granted -> granted.entrySet().stream())
        .filter(each -> each.getValue() != null)
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, each -> Set.copyOf(each.getValue()), Ceiling::either));
  }

  private static Set<String> all(
      List<ConsumerPolicySpec> policies,
      Function<ConsumerPolicySpec, @Nullable List<String>> part) {
    return policies.stream()
        .flatMap(policy -> Optional.ofNullable(part.apply(policy)).stream())
        .flatMap(Collection::stream)
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> common(Set<String> one, Set<String> other) {
    return one.stream().filter(other::contains).collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> either(Set<String> one, Set<String> other) {
    return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
  }

  private static <T> List<T> list(Optional<List<T>> elements) {
    return elements.orElse(List.of());
  }
}
