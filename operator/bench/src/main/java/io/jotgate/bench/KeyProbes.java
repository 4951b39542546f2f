package io.jotgate.bench;

import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.CredentialVerifier;
import io.jotgate.issuer.model.KeyVerifier;
import io.jotgate.issuer.model.OpaqueKeyVerifier;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Classes of API keys. Each has as many keys as any other, so that caches are as cold for one as
 * for the other.
 */
final class KeyProbes {
  private static final int KEYS = 200;
  private static final String ONE_HOP_MORE = ", 127.0.0.1";

  private final SecureRandom random;
  private final List<ConsumerEntry> consumers = new ArrayList<>();

  private KeyProbes(long seed) {
    this.random = ProbeSet.seeded(seed);
  }

  /** Always the same for a seed. */
  static ProbeSet create(long seed) {
    return new KeyProbes(seed).all();
  }

  private ProbeSet all() {
    List<String> unknownKeys = texts(key -> {});
    Probe unknown = Probe.refused("unknown", requests(unknownKeys, ""));
    List<Probe> probes =
        List.of(
            unknown,
            unknown.called("unknown, once more"),
            refused("wrong secret", key -> consumer(withAnotherSecret(key), null)),
            refused("expired key", key -> consumer(expired(key), null)),
            refused("expired consumer", key -> consumer(key.verifier("main"), ProbeSet.LONG_AGO)),
            // The operator leaves a suspended consumer out of the file.
            refused("suspended consumer", key -> {}),
            refusedBrought("brought, unknown", text -> {}),
            refusedBrought("brought, expired", text -> consumer(expired(text), null)),
            Probe.refused("wrong checksum", requests(mistyped(), "")),
            Probe.refused("unknown, one proxy more", requests(unknownKeys, ONE_HOP_MORE)),
            new Probe(
                "right", requests(texts(key -> consumer(key.verifier("main"), null)), ""), 200));
    List<ProbeSet.Pair> same = new ArrayList<>(ProbeSet.pairs(0, 6));
    same.addAll(ProbeSet.pairs(6, 8));
    return new ProbeSet(
        consumers,
        probes,
        same,
        List.of(new ProbeSet.Pair(6, 0), new ProbeSet.Pair(8, 0)),
        List.of(new ProbeSet.Pair(9, 0), new ProbeSet.Pair(10, 0)));
  }

  private Probe refused(String name, Consumer<ApiKey> each) {
    return Probe.refused(name, requests(texts(each), ""));
  }

  private Probe refusedBrought(String name, Consumer<String> each) {
    // As long as a generated key, and of another form.
    List<String> keys = texts(key -> {}).stream().map(text -> "br" + text.substring(2)).toList();
    keys.forEach(each);
    return Probe.refused(name, requests(keys, ""));
  }

  private List<String> texts(Consumer<ApiKey> each) {
    List<ApiKey> keys = IntStream.range(0, KEYS).mapToObj(i -> ApiKey.generate(random)).toList();
    keys.forEach(each);
    return keys.stream().map(ApiKey::text).toList();
  }

  private List<String> mistyped() {
    return texts(key -> {}).stream()
        .map(text -> text.substring(0, text.length() - 1) + (text.endsWith("0") ? "1" : "0"))
        .toList();
  }

  private static List<Request> requests(List<String> keys, String moreHops) {
    return IntStream.range(0, keys.size())
        .mapToObj(i -> Request.withKey(keys.get(i), ProbeSet.source(i) + moreHops))
        .toList();
  }

  private void consumer(CredentialVerifier credential, @Nullable Instant end) {
    consumers.add(ProbeSet.consumer("consumer-" + consumers.size(), end, credential));
  }

  private KeyVerifier withAnotherSecret(ApiKey key) {
    return new KeyVerifier("main", key.id(), ApiKey.generate(random).sha256Hex(), null);
  }

  private static KeyVerifier expired(ApiKey key) {
    return key.verifier("main").until(ProbeSet.LONG_AGO);
  }

  private static OpaqueKeyVerifier expired(String text) {
    return new OpaqueKeyVerifier("main", OpaqueKeyVerifier.hash(text), ProbeSet.LONG_AGO);
  }
}
