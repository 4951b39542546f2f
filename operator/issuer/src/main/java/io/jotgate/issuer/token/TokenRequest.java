package io.jotgate.issuer.token;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for. Each part only narrows what the client has anyway.
 *
 * @param scopes the scopes it wants; empty: all that it may have
 * @param audiences the audiences it wants; empty: those it has without asking
 * @param expiresIn how long the token shall live at most; empty: as long as it may
 * @param claims what it says of itself: claims take of it what the issuer maps and the client may
 *     assert
 */
public record TokenRequest(
    Optional<List<String>> scopes,
    Optional<List<String>> audiences,
    Optional<Duration> expiresIn,
    Map<String, @Nullable Object> claims) {
  /** Asks for everything that the client may have. */
  public static final TokenRequest WHATEVER_IS_ALLOWED =
      new TokenRequest(Optional.empty(), Optional.empty(), Optional.empty());

  /** A request without claims. */
  public TokenRequest(
      Optional<List<String>> scopes,
      Optional<List<String>> audiences,
      Optional<Duration> expiresIn) {
    this(scopes, audiences, expiresIn, Map.of());
  }

  /** Leaves out the claims. */
  @Override
  public String toString() {
    return "TokenRequest[scopes=%s, audiences=%s, expiresIn=%s]"
        .formatted(scopes, audiences, expiresIn);
  }
}
