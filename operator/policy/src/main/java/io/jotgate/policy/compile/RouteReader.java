package io.jotgate.policy.compile;

import static java.util.Objects.requireNonNullElse;

import io.jotgate.api.v1alpha1.ClaimHeaderSpec;
import io.jotgate.api.v1alpha1.Defaults;
import io.jotgate.api.v1alpha1.EnforcementSpec;
import io.jotgate.api.v1alpha1.EnvoySidecarSpec;
import io.jotgate.api.v1alpha1.GoDuration;
import io.jotgate.api.v1alpha1.JwtSpec;
import io.jotgate.api.v1alpha1.LocalIssuerRef;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.ProtectedRouteSpec;
import io.jotgate.policy.model.ClaimHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one route.
 *
 * <p>Checks again what the schema checks: an object may have been stored under another version of
 * it, and a value that slipped through must close its paths, not open them.
 */
final class RouteReader {
  /** Host name of the readiness route of the proxy. */
  private static final String READY_HOST = "jotgate-ready.internal";

  private static final String CLAIM_HEADERS = "spec.jwt.claimHeaders";
  private static final Duration LONGEST_SKEW = Duration.ofMinutes(2);
  private static final Duration LONGEST_AGE = Duration.ofHours(24);
  private static final Pattern HOST = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");

  private final Problems problems = new Problems();

  private RouteReader() {}

  static RouteDraft read(ProtectedRoute route) {
    return new RouteReader()
        .draft(
            route.getMetadata().getName(),
            requireNonNullElse(route.getMetadata().getNamespace(), ""),
            route.getSpec());
  }

  private RouteDraft draft(String name, String namespace, @Nullable ProtectedRouteSpec spec) {
    if (spec == null) {
      problems.add("spec", "is missing");
      spec =
          new ProtectedRouteSpec(
              List.of(), new EnforcementSpec(noSidecar()), null, null, List.of());
    }
    int port = upstreamPort(spec.enforcement());
    List<String> issuers = issuers(spec);
    RouteDraft.Jwt jwt = jwt(Optional.ofNullable(spec.jwt()), issuers.size());
    List<String> hosts = hosts(spec);
    List<RouteDraft.Match> matches =
        new RuleReader(problems, namespace).read(orEmpty(spec.rules()));
    return new RouteDraft(namespace, name, problems.found(), port, issuers, hosts, jwt, matches);
  }

  @SuppressWarnings("NullAway") // An object may lack what its schema requires.
  private static EnvoySidecarSpec noSidecar() {
    return new EnvoySidecarSpec(null, null, null);
  }

  private int upstreamPort(@Nullable EnforcementSpec enforcement) {
    Integer port =
        Optional.ofNullable(enforcement)
            .map(EnforcementSpec::envoySidecar)
            .map(EnvoySidecarSpec::upstreamPort)
            .orElse(0);
    if (port < 1 || port > 65535) {
      problems.add("spec.enforcement.envoySidecar.upstreamPort", "is not a port");
    }
    return port;
  }

  private List<String> issuers(ProtectedRouteSpec spec) {
    List<String> names =
        orEmpty(spec.issuerRefs()).stream()
            .map(LocalIssuerRef::name)
            .filter(Objects::nonNull)
            .sorted()
            .distinct()
            .toList();
    if (names.isEmpty()) {
      problems.add("spec.issuerRefs", "names no issuer");
    }
    return names;
  }

  private List<String> hosts(ProtectedRouteSpec spec) {
    TreeSet<String> hosts = new TreeSet<>();
    List<String> written = orEmpty(spec.hosts());
    for (int i = 0; i < written.size(); i++) {
      String host = written.get(i);
      if (HOST.matcher(host).matches() && !host.equals(READY_HOST)) {
        hosts.add(host);
      } else {
        problems.add("spec.hosts[" + i + "]", printable(host) + " cannot be used");
        // The route is refused then, and must cover what it meant.
        hosts.add("");
      }
    }
    return hosts.isEmpty() ? List.of("") : List.copyOf(hosts);
  }

  private RouteDraft.Jwt jwt(Optional<JwtSpec> jwt, int issuers) {
    List<String> limitations = new ArrayList<>();
    List<ClaimHeader> headers = new ArrayList<>();
    List<ClaimHeaderSpec> mapped = orEmpty(jwt.map(JwtSpec::claimHeaders).orElse(null));
    for (int i = 0; i < mapped.size(); i++) {
      ClaimHeaderSpec spec = mapped.get(i);
      if (spec.claim() == null
          || spec.claim().isEmpty()
          || spec.header() == null
          || !ClaimHeader.isReserved(spec.header())) {
        problems.add(
            CLAIM_HEADERS + "[" + i + "]", "a header needs a claim and a name under X-Auth-");
      } else if (spec.claim().contains(".")) {
        limitations.add(
            "jwt.claimHeaders: claim " + spec.claim() + " has a dot in its name; no header is set");
      } else {
        headers.add(new ClaimHeader(spec.claim(), spec.header()));
      }
    }
    checkHeaders(headers, issuers);
    return new RouteDraft.Jwt(
        orEmpty(jwt.map(JwtSpec::audiences).orElse(null)),
        duration(
            "spec.jwt.clockSkew",
            jwt.map(JwtSpec::clockSkew).orElse(null),
            Defaults.CLOCK_SKEW,
            LONGEST_SKEW),
        duration(
            "spec.jwt.maxTokenAge",
            jwt.map(JwtSpec::maxTokenAge).orElse(null),
            Defaults.MAX_TOKEN_AGE,
            LONGEST_AGE),
        jwt.map(JwtSpec::forwardToken).orElse(false),
        headers,
        limitations);
  }

  private void checkHeaders(List<ClaimHeader> headers, int issuers) {
    if (headers.stream().map(ClaimHeader::header).distinct().count() != headers.size()) {
      problems.add(CLAIM_HEADERS, "names a header twice: give each claim a header of its own");
    }
    boolean mapsIss = headers.stream().anyMatch(header -> header.claim().equals("iss"));
    if (issuers > 1 && !headers.isEmpty() && !mapsIss) {
      problems.add(
          CLAIM_HEADERS,
          "must map iss too: the route accepts several issuers, and the same sub of two issuers is"
              + " not the same caller");
    }
  }

  private Duration duration(
      String field, @Nullable GoDuration written, String byDefault, Duration longest) {
    Optional<Duration> length =
        requireNonNullElse(written, new GoDuration(byDefault))
            .toDuration()
            .filter(duration -> duration.toSeconds() >= 1 && duration.compareTo(longest) <= 0);
    if (length.isEmpty()) {
      problems.add(field, "must be a duration from 1s to " + longest.toSeconds() + "s");
    }
    return length.orElse(Duration.ofSeconds(1));
  }

  static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
  }

  static String printable(String text) {
    return text.replaceAll("[^ -~]", "?");
  }
}
