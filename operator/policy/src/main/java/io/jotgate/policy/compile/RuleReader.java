package io.jotgate.policy.compile;

import static io.jotgate.policy.compile.RouteReader.orEmpty;

import io.jotgate.api.v1alpha1.GoDuration;
import io.jotgate.api.v1alpha1.MatchSpec;
import io.jotgate.api.v1alpha1.PathSpec;
import io.jotgate.api.v1alpha1.RuleSpec;
import io.jotgate.api.v1alpha1.StreamSpec;
import io.jotgate.policy.model.HttpMethod;
import io.jotgate.policy.model.PathMatch;
import java.time.Duration;
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
  private static final Duration LONGEST_STREAM = Duration.ofHours(24);

  private final Problems problems;
  private final RequirementReader requirements;

  /** A reader of the rules of a route in this namespace. */
  RuleReader(Problems problems, String namespace) {
    this.problems = problems;
    this.requirements = new RequirementReader(problems, namespace);
  }

  List<RouteDraft.Match> read(List<RuleSpec> rules) {
    List<RouteDraft.Match> matches = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      String field = "spec.rules[" + i + "]";
      RuleSpec rule = rules.get(i);
      boolean named = rule.name() != null && NAME.matcher(rule.name()).matches();
      String name = named ? rule.name() : "rule-" + i;
      if (!named) {
        problems.add(field + ".name", "must be a DNS label");
      }
      RouteDraft.Action action = action(field, rule);
      List<MatchSpec> listed = orEmpty(rule.matches());
      if (listed.isEmpty()) {
        problems.add(field + ".matches", "names no request: add a path");
      }
      for (int j = 0; j < listed.size(); j++) {
        String at = field + ".matches[" + j + "]";
        MatchSpec match = listed.get(j);
        path(at + ".path", match.path())
            .ifPresent(
                path -> matches.add(new RouteDraft.Match(name, path, methods(at, match), action)));
      }
    }
    return matches;
  }

  private RouteDraft.Action action(String field, RuleSpec rule) {
    Optional<RouteDraft.Stream> stream = stream(field + ".stream", rule.stream());
    boolean audit = rule.mode() == RuleSpec.Mode.Audit;
    if (rule.action() == null) {
      return requirements.read(
          field + ".require", Optional.ofNullable(rule.require()), audit, stream);
    }
    if (rule.require() != null) {
      problems.add(field, "a rule has either require or action: remove one");
    }
    if (audit) {
      problems.add(field + ".mode", "mode Audit is for what require says: remove action");
    }
    return switch (rule.action()) {
      case AllowAnonymous -> new RouteDraft.Action.AllowAnonymous(stream);
      case Deny -> new RouteDraft.Action.Deny();
    };
  }

  private Optional<RouteDraft.Stream> stream(String field, @Nullable StreamSpec stream) {
    if (stream == null) {
      return Optional.empty();
    }
    Optional<Duration> longest =
        Optional.ofNullable(stream.maxDuration()).flatMap(GoDuration::toDuration);
    boolean possible =
        longest
            .map(length -> length.toSeconds() >= 1 && length.compareTo(LONGEST_STREAM) <= 0)
            .orElse(stream.maxDuration() == null);
    if (!possible) {
      problems.add(
          field + ".maxDuration",
          "must be a duration from 1s to " + LONGEST_STREAM.toSeconds() + "s");
      longest = Optional.empty();
    }
    return Optional.of(new RouteDraft.Stream(longest, Boolean.TRUE.equals(stream.webSocket())));
  }

  private Optional<PathMatch> path(String field, @Nullable PathSpec path) {
    if (path == null || path.value() == null || !PathMatch.isNormal(path.value())) {
      problems.add(field + ".value", "must be a path in normal form, such as /orders");
      return Optional.empty();
    }
    if (path.type() == null) {
      problems.add(field + ".type", "is not known: use PathPrefix or Exact");
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
  private List<HttpMethod> methods(String field, MatchSpec match) {
    EnumSet<HttpMethod> methods = EnumSet.noneOf(HttpMethod.class);
    List<MatchSpec.Method> listed = orEmpty(match.methods());
    if (listed.isEmpty() || !Objects.equals(listed, match.methods())) {
      problems.add(field + ".methods", "names no method, or one that is not known");
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
}
