package io.jotgate.issuer.token;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a client asks for. Each part only narrows what the client has anyway.
 *
 * @param scopes the scopes it wants; empty: all that it may have
 * @param audiences the audiences it wants; empty: those it has without asking
 * @param expiresIn how long the token shall live at most; empty: as long as it may
 */
public record TokenRequest(
    Optional<List<String>> scopes, Optional<List<String>> audiences, Optional<Duration> expiresIn) {
  /** Asks for everything that the client may have. */
  public static final TokenRequest WHATEVER_IS_ALLOWED =
      new TokenRequest(Optional.empty(), Optional.empty(), Optional.empty());
}
