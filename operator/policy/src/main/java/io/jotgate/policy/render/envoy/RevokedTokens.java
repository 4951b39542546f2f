package io.jotgate.policy.render.envoy;

import io.jotgate.policy.model.IssuerTrust;
import io.jotgate.policy.model.Revocations;
import io.jotgate.policy.model.Trust;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tokens that have been taken back, as RBAC principals. */
final class RevokedTokens {
  /**
   * Largest size of all lists of one document, in bytes: what eight full key sets leave of a
   * ConfigMap. Nearly eight thousand UUIDs fit.
   */
  static final int LIMIT_BYTES = 512 * 1024;

  private RevokedTokens() {}

  /**
   * The same trust with lists that fit. What does not fit is refused more coarsely, the oldest
   * first: every token of its issuer that was issued before it was taken back.
   */
  static Trust fitting(Trust trust) {
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
    return new Trust(
        trust.issuers().stream().map(issuer -> coarsened(issuer, coarse)).toList(),
        trust.issuerSets());
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

  /** What a token must meet so as not to be one of these; empty when none was taken back. */
  static List<Map<String, Object>> excluded(IssuerTrust issuer) {
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
    // A key that is not published verifies nothing, and the list stays as short as the key set.
    List<String> kids =
        PublicKeys.kids(issuer.publicJwks()).stream()
            .filter(revoked.keyIds()::contains)
            .sorted()
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
