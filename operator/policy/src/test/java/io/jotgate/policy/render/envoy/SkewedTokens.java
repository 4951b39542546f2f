package io.jotgate.policy.render.envoy;

import io.jotgate.policy.TestIssuer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Requests with tokens of everybody whom a policy may trust, signed once for many histories. */
final class SkewedTokens {
  /** Who signs: two whom routes know, and one more. */
  static final List<String> IDENTITIES = List.of("login", "partner", "other");

  /** Ids that some revocations name. */
  static final List<String> IDS = List.of("t1", "t2");

  private static final List<String> TARGETS = List.of("/a", "/a", "/a", "/a/x", "/a/x", "/b", "/");
  private static final long MINUTE = 60;

  private final Map<String, List<TestIssuer>> keys = new TreeMap<>();
  private final List<String> signed = new ArrayList<>();
  private Instant issued = Instant.EPOCH;

  /** RSA is verified fast, which both sides do often. */
  SkewedTokens() {
    IDENTITIES.forEach(
        name ->
            keys.put(
                name,
                Stream.generate(() -> TestIssuer.signingBy("RS256", name, "a1"))
                    .limit(2)
                    .toList()));
  }

  /** Signs all tokens anew, good for the next hour. */
  void renew() {
    issued = Instant.ofEpochSecond(Instant.now().getEpochSecond());
    signed.clear();
    keys.values().forEach(pair -> pair.forEach(this::sign));
  }

  private void sign(TestIssuer issuer) {
    for (Object audience : List.<Object>of("a1", "a2", List.of("a1", "a2"))) {
      for (String scope : List.of("", "s1")) {
        for (String id : List.of("t1", "t2", "t3")) {
          for (long age : List.of(0L, 10 * MINUTE)) {
            Map<String, Object> claims = issuer.claims(scope);
            claims.put("aud", audience);
            claims.put("jti", id);
            claims.put("iat", issued.getEpochSecond() - age);
            claims.put("exp", issued.getEpochSecond() + 60 * MINUTE);
            claims.put("client_id", id.equals("t3") ? "batch" : "other");
            signed.add(issuer.sign("at+jwt", claims));
          }
        }
      }
    }
  }

  List<TestIssuer> keys(String identity) {
    return keys.getOrDefault(identity, List.of());
  }

  /** Names of all keys by who has them, for messages. */
  Map<String, List<String>> kids() {
    Map<String, List<String>> kids = new TreeMap<>();
    keys.forEach((name, pair) -> kids.put(name, pair.stream().map(TestIssuer::kid).toList()));
    return kids;
  }

  /** The name of any key. */
  String kid(Random random) {
    List<TestIssuer> all = keys.values().stream().flatMap(List::stream).toList();
    return all.get(random.nextInt(all.size())).kid();
  }

  /** When the newer ones were issued. */
  Instant issued() {
    return issued;
  }

  /** Some tokens were issued before this, and some after it. */
  Instant betweenOldAndNew() {
    return issued.minusSeconds(5 * MINUTE);
  }

  /**
   * A request.
   *
   * @param authorization value of that field, or none
   */
  record Probe(String target, Optional<String> authorization) {}

  List<Probe> probes(Random random, int count) {
    return Stream.generate(
            () ->
                new Probe(
                    TARGETS.get(random.nextInt(TARGETS.size())),
                    random.nextInt(12) == 0
                        ? Optional.empty()
                        : Optional.of("Bearer " + signed.get(random.nextInt(signed.size())))))
        .limit(count)
        .toList();
  }
}
