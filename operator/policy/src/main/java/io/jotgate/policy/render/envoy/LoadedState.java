package io.jotgate.policy.render.envoy;

import io.jotgate.policy.render.Documents;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one proxy has loaded, as its status listener answers {@code GET /jotgate/status}.
 *
 * @param versions version text by file name ({@code cds.json}, {@code rds.json}, {@code
 *     ecds-jwt.json}, {@code ecds-revocation.json}); a file that was never loaded is missing
 * @param bootstrap version of the bootstrap that it was started with
 * @param rejected updates that were refused since the start of the proxy
 * @param failed files that could not be read since then
 */
public record LoadedState(
    SortedMap<String, String> versions, String bootstrap, long rejected, long failed) {
  /** Path of the status answer on the status port; no query, only GET. */
  public static final String PATH = "/jotgate/status";

  private static final String VERSION = ".version_text";

  /** The bootstrap names a cluster after its version, from the second one on. */
  private static final Pattern BOOTSTRAP = Pattern.compile("cluster\\.jotgate-admin-([0-9]+)\\..*");

  private static final String FIRST_BOOTSTRAP = "1";
  private static final Map<String, String> FILES =
      Map.of(
          "cluster_manager.cds", EnvoyRenderer.CLUSTERS,
          "http.jotgate.rds.jotgate", EnvoyRenderer.ROUTES,
          "extension_config_discovery.http_filter.jotgate.jwt", EnvoyRenderer.JWT,
          "extension_config_discovery.http_filter.jotgate.revocation", EnvoyRenderer.REVOCATION);

  /** Copies the map. */
  public LoadedState {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
  }

  /** Empty when the answer is not that of a status listener. */
  public static Optional<LoadedState> parse(String answer) {
    return Json.read(answer)
        .filter(tree -> tree.get("stats") instanceof List<?>)
        .map(tree -> read(Json.list(tree.get("stats"))));
  }

  private static LoadedState read(List<?> stats) {
    TreeMap<String, String> versions = new TreeMap<>();
    String bootstrap = FIRST_BOOTSTRAP;
    long rejected = 0;
    long failed = 0;
    for (Object stat : stats) {
      String name = Json.text(Json.at(stat, "name"));
      long count = Json.at(stat, "value") instanceof Number number ? number.longValue() : 0;
      Matcher started = BOOTSTRAP.matcher(name);
      if (started.matches()) {
        bootstrap = started.group(1);
      }
      if (name.endsWith(VERSION)) {
        String file = FILES.get(name.substring(0, name.length() - VERSION.length()));
        String version = Json.text(Json.at(stat, "value"));
        if (file != null && !version.isEmpty()) {
          versions.put(file, version);
        }
      } else if (name.endsWith(".update_rejected")) {
        rejected += count;
      } else if (name.endsWith(".update_failure")) {
        failed += count;
      }
    }
    return new LoadedState(versions, bootstrap, rejected, failed);
  }

  /** True when every watched file of the documents is loaded in this version. */
  public boolean hasLoaded(Documents documents) {
    return documents.files().entrySet().stream()
        .filter(file -> !file.getKey().equals(EnvoyRenderer.BOOTSTRAP))
        .allMatch(file -> hasLoaded(file.getKey(), file.getValue()));
  }

  private boolean hasLoaded(String file, String document) {
    Optional<String> version = version(document);
    return version.isPresent() && version.equals(Optional.ofNullable(versions.get(file)));
  }

  /** The version that a document has once it is loaded; empty when it cannot be read. */
  public static Optional<String> version(String document) {
    return Json.read(document).map(tree -> Json.text(tree.get("version_info")));
  }

  /**
   * The epoch of an issuer's key ring that the proxy verifies with: the lower one, when its two
   * trust files differ. Empty when it trusts no such issuer.
   */
  public Optional<Long> epoch(String issuer) {
    Optional<Long> jwt = epoch(EnvoyRenderer.JWT, issuer);
    Optional<Long> revocation = epoch(EnvoyRenderer.REVOCATION, issuer);
    return jwt.isEmpty() || revocation.isEmpty()
        ? Optional.empty()
        : Optional.of(Math.min(jwt.get(), revocation.get()));
  }

  private Optional<Long> epoch(String file, String issuer) {
    for (String part : versions.getOrDefault(file, "").split(";", -1)) {
      int equals = part.lastIndexOf('=');
      if (equals > 0 && part.substring(0, equals).equals(issuer)) {
        return number(part.substring(equals + 1));
      }
    }
    return Optional.empty();
  }

  private static Optional<Long> number(String digits) {
    try {
      return Optional.of(Long.valueOf(digits));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
