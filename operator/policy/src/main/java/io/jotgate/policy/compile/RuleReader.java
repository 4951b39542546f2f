package io.jotgate.policy.compile;

import static io.jotgate.policy.compile.RouteReader.orEmpty;
import static io.jotgate.policy.compile.RouteReader.printable;

import io.jotgate.api.v1alpha1.ClaimSpec;
import io.jotgate.api.v1alpha1.MatchSpec;
import io.jotgate.api.v1alpha1.PathSpec;
import io.jotgate.api.v1alpha1.RequireSpec;
import io.jotgate.api.v1alpha1.RuleSpec;
import io.jotgate.policy.model.ClaimRequirement;
import io.jotgate.policy.model.HttpMethod;
import io.jotgate.policy.model.PathMatch;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the rules of one route; what is wrong with them goes to the problems of the route. */
final class RuleReader {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]+");

  private final List<String> problems;

  RuleReader(List<String> problems) {
    this.problems = problems;
  }

  List<RouteDraft.Match> read(List<RuleSpec> rules) {
    List<RouteDraft.Match> matches = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      RuleSpec rule = rules.get(i);
      boolean named = rule.name() != null && NAME.matcher(rule.name()).matches();
      String name = named ? rule.name() : "rule-" + i;
      if (!named) {
        problems.add("rules[" + i + "].name is not a DNS label");
      }
      if (rule.action() != null && rule.require() != null) {
        problems.add("rule " + name + " has both require and action: remove one");
      }
      RouteDraft.@Nullable Requirement require =
          rule.action() == null ? requirement(name, Optional.ofNullable(rule.require())) : null;
      for (MatchSpec match : orEmpty(rule.matches())) {
        path(name, match.path())
            .ifPresent(
                path ->
                    matches.add(new RouteDraft.Match(name, path, methods(name, match), require)));
      }
    }
    return matches;
  }

  private Optional<PathMatch> path(String rule, @Nullable PathSpec path) {
    if (path == null || path.value() == null || !PathMatch.isNormal(path.value())) {
      problems.add("rule " + rule + ": path.value must be a path in normal form");
      return Optional.empty();
    }
    if (path.type() == null) {
      problems.add("rule " + rule + ": path.type is not known");
      return Optional.of(new PathMatch(PathMatch.Kind.PREFIX, path.value()));
    }
    return Optional.of(
        new PathMatch(
            switch (path.type()) {
              case Exact -> PathMatch.Kind.EXACT;
              case PathPrefix -> PathMatch.Kind.PREFIX;
            },
            path.value()));
  }

  /** All methods when one is not known: the route is refused then, and must cover what it meant. */
  private List<HttpMethod> methods(String rule, MatchSpec match) {
    EnumSet<HttpMethod> methods = EnumSet.noneOf(HttpMethod.class);
    List<MatchSpec.Method> listed = orEmpty(match.methods());
    if (listed.isEmpty() || !Objects.equals(listed, match.methods())) {
      problems.add("rule " + rule + ": methods names none, or one that is not known");
      return List.of(HttpMethod.values());
    }
    for (MatchSpec.Method method : listed) {
      switch (method) {
        case GET -> methods.addAll(EnumSet.of(HttpMethod.GET, HttpMethod.HEAD));
        case POST -> methods.add(HttpMethod.POST);
        case PUT -> methods.add(HttpMethod.PUT);
        case PATCH -> methods.add(HttpMethod.PATCH);
        case DELETE -> methods.add(HttpMethod.DELETE);
        case OPTIONS -> methods.add(HttpMethod.OPTIONS);
      }
    }
    return List.copyOf(methods);
  }

  private RouteDraft.Requirement requirement(String rule, Optional<RequireSpec> require) {
    List<String> scopes =
        require.map(RequireSpec::scopes).map(spec -> orEmpty(spec.allOf())).orElse(List.of());
    if (!scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
      problems.add("rule " + rule + ": require.scopes has one that is not a scope-token");
      scopes = List.of();
    }
    List<ClaimRequirement> claims = new ArrayList<>();
    for (ClaimSpec claim : require.map(spec -> orEmpty(spec.claims())).orElse(List.of())) {
      if (claim.name() == null || claim.name().isEmpty() || orEmpty(claim.anyOf()).isEmpty()) {
        problems.add("rule " + rule + ": a claim needs a name and a value");
      } else if (claim.name().equals("scope") || claim.name().equals("scp")) {
        problems.add(
            "rule " + rule + ": claim " + printable(claim.name()) + ": use require.scopes instead");
      } else {
        claims.add(new ClaimRequirement(claim.name(), claim.anyOf()));
      }
    }
    return new RouteDraft.Requirement(
        scopes, claims, require.map(spec -> orEmpty(spec.audiences())).orElse(List.of()));
  }
}
