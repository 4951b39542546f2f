package io.jotgate.policy.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tokens that an issuer has signed and that are no longer good. A token is refused when any part
 * names it. All instants are exclusive, whole seconds (rounded up) and compared with {@code iat}; a
 * token without {@code iat} counts as issued before any of them.
 *
 * @param tokens by {@code jti}: every token of that id was issued before this
 * @param clients by {@code client_id}: its tokens that were issued before this
 * @param keyIds {@code kid} of keys all of whose tokens are refused, sorted
 * @param issuedBefore tokens of anybody that were issued before this
 */
public record Revocations(
    SortedMap<String, Instant> tokens,
    SortedMap<String, Instant> clients,
    List<String> keyIds,
    Optional<Instant> issuedBefore) {
  /** Copies and sorts; refuses an empty name, which no token has. */
  public Revocations {
    tokens = inSeconds(tokens);
    clients = inSeconds(clients);
    keyIds = Sorted.distinct(keyIds);
    issuedBefore = issuedBefore.map(Revocations::inSeconds);
    if (tokens.containsKey("") || clients.containsKey("") || keyIds.contains("")) {
      throw new IllegalArgumentException("a revocation names an empty jti, client or key");
    }
  }

  /** Nothing has been taken back. */
  public static Revocations none() {
    return new Revocations(new TreeMap<>(), new TreeMap<>(), List.of(), Optional.empty());
  }

  /** Everything that one of these names; of two times for one name the later. */
  public static Revocations union(Collection<Revocations> all) {
    TreeMap<String, Instant> tokens = new TreeMap<>();
    TreeMap<String, Instant> clients = new TreeMap<>();
    List<String> keyIds = new ArrayList<>();
    for (Revocations each : all) {
      each.tokens.forEach((id, before) -> tokens.merge(id, before, Revocations::later));
      each.clients.forEach((id, before) -> clients.merge(id, before, Revocations::later));
      keyIds.addAll(each.keyIds);
    }
    return new Revocations(
        tokens,
        clients,
        keyIds,
        all.stream()
            .flatMap(each -> each.issuedBefore.stream())
            .max(Comparator.<Instant>naturalOrder()));
  }

  /**
   * A wider refusal in fewer words: every token that was issued before this, and what the lists
   * name beyond it.
   */
  public Revocations coarsenedBefore(Instant before) {
    Instant whole = inSeconds(before);
    return new Revocations(
        youngerThan(whole, tokens),
        youngerThan(whole, clients),
        keyIds,
        Optional.of(issuedBefore.map(own -> later(own, whole)).orElse(whole)));
  }

  private static SortedMap<String, Instant> youngerThan(
      Instant before, SortedMap<String, Instant> listed) {
    TreeMap<String, Instant> younger = new TreeMap<>(listed);
    younger.values().removeIf(each -> !each.isAfter(before));
    return younger;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static SortedMap<String, Instant> inSeconds(Map<String, Instant> times) {
    TreeMap<String, Instant> whole = new TreeMap<>(times);
    whole.replaceAll((id, time) -> inSeconds(time));
    return Collections.unmodifiableSortedMap(whole);
  }

  /** Rounded up: {@code iat} has whole seconds, so this refuses the same tokens. */
  private static Instant inSeconds(Instant time) {
    Instant whole = time.truncatedTo(ChronoUnit.SECONDS);
    return whole.equals(time) ? whole : whole.plusSeconds(1);
  }
}
