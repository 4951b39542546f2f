package io.jotgate.policy.compile;

import static io.jotgate.policy.compile.RouteReader.orEmpty;
import static io.jotgate.policy.compile.RouteReader.printable;

import io.jotgate.api.v1alpha1.ClaimSpec;
import io.jotgate.api.v1alpha1.ConsumerRef;
import io.jotgate.api.v1alpha1.RequireSpec;
import io.jotgate.policy.model.ClaimRequirement;
import io.jotgate.policy.model.ScopeRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what rules require of a token. */
final class RequirementReader {
  /** The claim that holds the groups of a client (RFC 9068 section 2.2.3.1). */
  private static final String GROUPS = "groups";

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

  private final Problems problems;
  private final String namespace;

  RequirementReader(Problems problems, String namespace) {
    this.problems = problems;
    this.namespace = namespace;
  }

  RouteDraft.Action.Require read(
      String field,
      Optional<RequireSpec> require,
      boolean audit,
      Optional<RouteDraft.Stream> stream) {
    List<ClaimRequirement> claims = claims(field, require.map(RequireSpec::claims).orElse(null));
    List<String> groups = require.map(spec -> orEmpty(spec.groups())).orElse(List.of());
    if (!groups.isEmpty()) {
      claims.add(ClaimRequirement.anyOf(GROUPS, groups));
    }
    return new RouteDraft.Action.Require(
        scopes(field + ".scopes", require.map(RequireSpec::scopes)),
        List.copyOf(claims),
        require.map(spec -> orEmpty(spec.audiences())).orElse(List.of()),
        consumers(field, require.map(RequireSpec::consumers).orElse(null)),
        audit,
        stream);
  }

  private ScopeRequirement scopes(String field, Optional<RequireSpec.ScopesSpec> scopes) {
    return new ScopeRequirement(
        scopeTokens(field + ".allOf", scopes.map(RequireSpec.ScopesSpec::allOf).orElse(null)),
        scopeTokens(field + ".anyOf", scopes.map(RequireSpec.ScopesSpec::anyOf).orElse(null)));
  }

  private List<String> scopeTokens(String field, @Nullable List<String> written) {
    List<String> scopes = orEmpty(written);
    for (int i = 0; i < scopes.size(); i++) {
      if (!ScopeRequirement.isScopeToken(scopes.get(i))) {
        problems.add(field + "[" + i + "]", "is not a scope-token (RFC 6749 section 3.3)");
      }
    }
    return scopes.stream().filter(ScopeRequirement::isScopeToken).toList();
  }

  private List<ClaimRequirement> claims(String field, @Nullable List<ClaimSpec> written) {
    List<ClaimRequirement> claims = new ArrayList<>();
    List<ClaimSpec> specs = orEmpty(written);
    for (int i = 0; i < specs.size(); i++) {
      String at = field + ".claims[" + i + "]";
      ClaimSpec claim = specs.get(i);
      boolean valued = !orEmpty(claim.anyOf()).isEmpty() || !orEmpty(claim.allOf()).isEmpty();
      if (claim.name() == null || claim.name().isEmpty()) {
        problems.add(at + ".name", "is missing");
      } else if (claim.name().equals("scope") || claim.name().equals("scp")) {
        problems.add(
            at + ".name",
            printable(claim.name()) + " is words in a text: use require.scopes instead");
      } else if (!valued) {
        problems.add(at, "a claim needs a value: add anyOf or allOf");
      } else {
        claims.add(
            new ClaimRequirement(claim.name(), orEmpty(claim.allOf()), orEmpty(claim.anyOf())));
      }
    }
    return claims;
  }

  private List<RouteDraft.Consumer> consumers(String field, @Nullable List<ConsumerRef> written) {
    List<RouteDraft.Consumer> consumers = new ArrayList<>();
    List<ConsumerRef> refs = orEmpty(written);
    for (int i = 0; i < refs.size(); i++) {
      String at = field + ".consumers[" + i + "]";
      ConsumerRef ref = refs.get(i);
      String home = ref.namespace() == null ? namespace : ref.namespace();
      if (ref.name() == null || !NAME.matcher(ref.name()).matches()) {
        problems.add(at + ".name", "must be the name of an ApiConsumer");
      } else if (!NAME.matcher(home).matches()) {
        problems.add(at + ".namespace", "must be the name of a namespace");
      } else {
        consumers.add(new RouteDraft.Consumer(home, ref.name()));
      }
    }
    return consumers;
  }
}
