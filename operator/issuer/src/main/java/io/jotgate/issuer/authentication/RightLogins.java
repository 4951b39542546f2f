package io.jotgate.issuer.authentication;

import io.jotgate.issuer.model.PasswordVerifier;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Logins that were right a moment ago, so that a client which asks again does not cost a slow hash
 * each time. Wrong ones are never kept.
 *
 * <p>Two memories. For a minute the keyed hash of user and password stands for the slow one. For
 * longer, 16 bits of another keyed hash tell that a password may well be the right one, so that a
 * throttle lets it be checked; whoever reads them learns next to nothing.
 *
 * <p>An entry counts only while the client still has the verifier that found it right.
 */
final class RightLogins {
  static final Duration LIFE = Duration.ofSeconds(60);

  private static final int MAX_LOGINS = 4096;
  private static final int MAX_HINTS = 16_384;

  private record Login(PasswordVerifier verifier, Instant since) {}

  private record Hint(PasswordVerifier verifier, short bits) {}

  private final KeyedHash hash;
  private final Map<ByteBuffer, Login> logins = new Bounded<>(MAX_LOGINS);
  private final Map<String, Hint> hints = new Bounded<>(MAX_HINTS);

  RightLogins(KeyedHash hash) {
    this.hash = hash;
  }

  /** The password of a client that was found right a moment ago. */
  synchronized Optional<PasswordVerifier> find(Client client, ByteBuffer login, Instant now) {
    Login found = logins.get(login);
    if (found == null || !client.has(found.verifier()) || !isFresh(found, now)) {
      return Optional.empty();
    }
    return Optional.of(found.verifier());
  }

  /** Whether this may well be a password that was right before. */
  synchronized boolean mayBeRight(Client client, String password) {
    Hint hint = hints.get(client.consumer().clientId());
    return hint != null && client.has(hint.verifier()) && hint.bits() == bits(client, password);
  }

  synchronized void remember(
      Client client, ByteBuffer login, String password, PasswordVerifier verifier, Instant now) {
    logins.put(login, new Login(verifier, now));
    hints.put(client.consumer().clientId(), new Hint(verifier, bits(client, password)));
  }

  private static boolean isFresh(Login login, Instant now) {
    // A clock that goes back must not make an entry live longer.
    return !now.isBefore(login.since()) && now.isBefore(login.since().plus(LIFE));
  }

  private short bits(Client client, String password) {
    return hash.of("hint", client.consumer().clientId(), password).getShort(0);
  }

  private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    Bounded(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }
}
