package io.jotgate.bench;

import io.jotgate.issuer.model.AuthenticationConfig;
import io.jotgate.issuer.model.Cidr;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.CredentialVerifier;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.issuer.model.Throttle;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Classes of requests, the consumers behind them, and which of them have to take the same time.
 *
 * @param consumers whom the token service knows
 * @param probes the classes
 * @param same pairs that nobody may tell from each other
 * @param shown pairs whose difference tells only what the client has sent: nobody judges it
 * @param planted pairs that are different, to see that a difference is found
 */
record ProbeSet(
    List<ConsumerEntry> consumers,
    List<Probe> probes,
    List<Pair> same,
    List<Pair> shown,
    List<Pair> planted) {
  /** A time long ago: what ended then has expired. */
  static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private static final int SOURCES = 64;

  ProbeSet {
    consumers = List.copyOf(consumers);
    probes = List.copyOf(probes);
    same = List.copyOf(same);
    shown = List.copyOf(shown);
    planted = List.copyOf(planted);
  }

  /** Two classes by their numbers. */
  record Pair(int one, int other) {}

  /** Each two of some classes. */
  static List<Pair> pairs(int from, int to) {
    List<Pair> pairs = new ArrayList<>();
    for (int one = from; one < to; one++) {
      for (int other = one + 1; other < to; other++) {
        pairs.add(new Pair(one, other));
      }
    }
    return pairs;
  }

  /**
   * Settings under which so many failures from one machine meet no throttle: the load is its own
   * proxy and names a source for each request.
   */
  static IssuerConfig config() {
    Throttle wide = new Throttle(Throttle.MAX_COUNT, 1);
    return IssuerFiles.config(
        new AuthenticationConfig(
            true,
            List.of("apikey"),
            true,
            "jotgate",
            wide,
            wide,
            List.of(Cidr.parse("127.0.0.0/8"))));
  }

  /** The source of a request by its number, as a proxy writes it. */
  static String source(int number) {
    return "X-Forwarded-For: 198.51.100." + number % SOURCES;
  }

  static ConsumerEntry consumer(
      String clientId, @Nullable Instant end, CredentialVerifier credential) {
    return new ConsumerEntry(
        clientId,
        "uid-of-" + clientId,
        List.of("orders:read"),
        List.of("orders-api"),
        List.of(),
        Map.of(),
        List.of(),
        null,
        end,
        List.of(credential));
  }

  /** The same numbers for the same seed. */
  static SecureRandom seeded(long seed) {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(seed);
      return random;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform has SHA1PRNG", e);
    }
  }
}
