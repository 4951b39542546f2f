package io.jotgate.policy.render.envoy;

import io.jotgate.policy.model.IssuerTrust;
import io.jotgate.policy.model.Revocations;
import io.jotgate.policy.model.Trust;
import io.jotgate.policy.render.Documents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tokens that have been taken back, as RBAC principals. */
final class RevokedTokens {
  /**
   * Largest size of all lists of one document, in bytes: what eight full key sets leave of a
   * ConfigMap. Nearly eight thousand UUIDs fit.
   */
  static final int LIMIT_BYTES = 512 * 1024;

  /** In front of the name of the issuer, in the name of a policy. */
  private static final String OK = "ok.";

  private static final List<?> KID = List.of(Map.of("key", "h"), Map.of("key", "kid"));

  private RevokedTokens() {}

  /**
   * The same trust with lists that fit. What does not fit is refused more coarsely, the oldest
   * first: every token of its issuer that was issued before it was taken back.
   */
  static Trust fitting(Trust trust) {
    Map<String, Instant> coarse = coarse(trust);
    return new Trust(
        trust.issuers().stream().map(issuer -> coarsened(issuer, coarse)).toList(),
        trust.issuerSets());
  }

  /** By issuer, before when a token must have been issued to be refused without being listed. */
  static SortedMap<String, Instant> coarse(Trust trust) {
    List<Entry> entries =
        trust.issuers().stream().flatMap(issuer -> entries(issuer).stream()).sorted().toList();
    TreeMap<String, Instant> coarse = new TreeMap<>();
    int bytes = 0;
    for (Entry entry : entries) {
      bytes += entry.bytes();
      if (bytes > LIMIT_BYTES) {
        // The youngest of an issuer comes first and covers the others.
        coarse.putIfAbsent(entry.issuer(), entry.issuedBefore());
      }
    }
    return coarse;
  }

  private static IssuerTrust coarsened(IssuerTrust issuer, Map<String, Instant> coarse) {
    Instant before = coarse.get(issuer.name());
    return before == null
        ? issuer
        : issuer.withRevocations(issuer.revocations().coarsenedBefore(before));
  }

  /**
   * A line of a list.
   *
   * @param bytes the most that it takes
   */
  private record Entry(String issuer, Instant issuedBefore, String id, int bytes)
      implements Comparable<Entry> {
    private static final Comparator<Entry> YOUNGEST_FIRST =
        Comparator.comparing(Entry::issuedBefore)
            .reversed()
            .thenComparing(Entry::issuer)
            .thenComparing(Entry::id);

    @Override
    public int compareTo(Entry other) {
      return YOUNGEST_FIRST.compare(this, other);
    }
  }

  private static List<Entry> entries(IssuerTrust issuer) {
    List<Entry> entries = new ArrayList<>();
    issuer
        .revocations()
        .tokens()
        .forEach((id, before) -> entries.add(entry(issuer, before, id, Rbac.string(id))));
    issuer
        .revocations()
        .clients()
        .forEach(
            (id, before) ->
                entries.add(entry(issuer, before, id, clientsBefore(before, List.of(id)))));
    return entries;
  }

  private static Entry entry(
      IssuerTrust issuer, Instant before, String id, Map<String, Object> rendered) {
    int comma = 1;
    int bytes = Json.write(rendered).getBytes(StandardCharsets.UTF_8).length + comma;
    return new Entry(issuer.name(), before, id, bytes);
  }

  /**
   * Names of the keys that a revocation document refuses, by issuer: while a proxy may still have
   * the key set of that time, they must not be forgotten.
   */
  static SortedMap<String, List<String>> refusedKeys(Documents trust) {
    Object resource =
        Json.read(trust.text(EnvoyRenderer.REVOCATION))
            .map(tree -> Json.list(tree.get("resources")))
            .filter(resources -> !resources.isEmpty())
            .<Object>map(List::getFirst)
            .orElse(Map.of());
    TreeMap<String, List<String>> refused = new TreeMap<>();
    Json.map(Json.at(resource, "typed_config", "rules", "policies"))
        .forEach(
            (name, policy) -> {
              List<String> kids = new ArrayList<>();
              collectRefusedKeys(policy, kids);
              if (!kids.isEmpty() && Json.text(name).startsWith(OK)) {
                refused.put(Json.text(name).substring(OK.length()), kids);
              }
            });
    return refused;
  }

  private static void collectRefusedKeys(@Nullable Object tree, List<String> kids) {
    if (tree instanceof Map<?, ?> map) {
      Object matcher = Json.at(map, "not_id", "sourced_metadata", "metadata_matcher");
      if (KID.equals(Json.at(matcher, "path"))) {
        collectTexts(Json.at(matcher, "value"), kids);
      } else {
        map.values().forEach(each -> collectRefusedKeys(each, kids));
      }
    } else if (tree instanceof List<?> list) {
      list.forEach(each -> collectRefusedKeys(each, kids));
    }
  }

  private static void collectTexts(@Nullable Object value, List<String> texts) {
    if (Json.at(value, "string_match", "exact") instanceof String exact) {
      texts.add(exact);
    }
    Json.list(Json.at(value, "or_match", "value_matchers"))
        .forEach(each -> collectTexts(each, texts));
  }

  /**
   * What a token must meet so as not to be one of these; empty when none was taken back.
   *
   * @param refusedKeys names of keys that are refused unless they are published
   */
  static List<Map<String, Object>> excluded(IssuerTrust issuer, List<String> refusedKeys) {
    Revocations revoked = issuer.revocations();
    List<Map<String, Object>> all = new ArrayList<>();
    if (!revoked.tokens().isEmpty()) {
      all.add(Rbac.not(Rbac.claim("jti", Rbac.stringOf(List.copyOf(revoked.tokens().keySet())))));
    }
    TreeMap<Instant, List<String>> clients = new TreeMap<>();
    revoked
        .clients()
        .forEach(
            (id, before) -> clients.computeIfAbsent(before, each -> new ArrayList<>()).add(id));
    clients.forEach((before, ids) -> all.add(clientsBefore(before, ids)));
    // A key that is not published verifies nothing, once every proxy has the key set without it:
    // so the list stays as short as the key set.
    List<String> published = PublicKeys.kids(issuer.publicJwks());
    List<String> kids =
        Stream.concat(
                published.stream().filter(revoked.keyIds()::contains),
                refusedKeys.stream().filter(kid -> !published.contains(kid)))
            .sorted()
            .distinct()
            .toList();
    if (!kids.isEmpty()) {
      all.add(Rbac.not(Rbac.header("kid", Rbac.stringOf(kids))));
    }
    revoked.issuedBefore().ifPresent(before -> all.add(issuedSince(before)));
    return all;
  }

  private static Map<String, Object> clientsBefore(Instant before, List<String> ids) {
    return Rbac.anyOf(
        List.of(Rbac.not(Rbac.claim("client_id", Rbac.stringOf(ids))), issuedSince(before)));
  }

  /** A token without {@code iat} has no such number, so it is refused. */
  private static Map<String, Object> issuedSince(Instant before) {
    return Rbac.claim("iat", Rbac.numberFrom(before.getEpochSecond()));
  }
}
