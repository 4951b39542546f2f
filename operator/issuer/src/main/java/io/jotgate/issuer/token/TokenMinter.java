package io.jotgate.issuer.token;

import io.jotgate.issuer.model.ConsumerEntry;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes access tokens (RFC 9068) out of grants. The claims are a closed list; nothing that a client
 * sends gets into a token but by a grant. Safe for use by many threads.
 */
public final class TokenMinter {
  private static final int BYTES_PER_TOKEN = 4 * Long.BYTES;

  /**
   * So many tokens are made of one question to the generator: each costs a call into the kernel.
   */
  private static final int TOKENS_PER_QUESTION = 32;

  private final SecureRandom random;

  /** What each thread has not used yet: ids are no secrets, so the bits may wait. */
  private final ThreadLocal<ByteBuffer> unused =
      ThreadLocal.withInitial(() -> ByteBuffer.allocate(0));

  private final AtomicLong lastIssuedAt = new AtomicLong(Long.MIN_VALUE);

  /** A minter that takes the ids of tokens from this source of randomness. */
  public TokenMinter(SecureRandom random) {
    this.random = random;
  }

  /**
   * Makes one token.
   *
   * @param mapped claims by the mappings of the issuer; none of them is one that each token has
   * @param withTransactionId whether the token itself says its transaction id
   * @param now the time of issue; a clock that goes back does not take the tokens with it: no token
   *     says that it was issued before an earlier one of this process
   */
  public MintedToken mint(
      ActiveKey key,
      String issuer,
      ConsumerEntry consumer,
      Grant.Granted grant,
      Map<String, Object> mapped,
      boolean withTransactionId,
      Instant now) {
    long issuedAt = lastIssuedAt.accumulateAndGet(now.getEpochSecond(), Math::max);
    ByteBuffer bits = randomBits();
    String jti = Uuids.random(bits.getLong(), bits.getLong()).toString();
    String transactionId = Uuids.timed(now, bits.getLong(), bits.getLong()).toString();
    Map<String, Object> claims = new LinkedHashMap<>(mapped);
    claims.put(
        "aud", grant.audiences().size() == 1 ? grant.audiences().getFirst() : grant.audiences());
    claims.put("client_id", consumer.clientId());
    claims.put("exp", issuedAt + grant.ttl().toSeconds());
    claims.put("iat", issuedAt);
    claims.put("iss", issuer);
    claims.put("jti", jti);
    claims.put("nbf", issuedAt);
    claims.put("sub", consumer.subject());
    if (withTransactionId) {
      claims.put("transactionId", transactionId);
    }
    if (!grant.scopes().isEmpty()) {
      claims.put("scope", String.join(" ", grant.scopes()));
    }
    return new MintedToken(key.signer().sign(claims), key.kid(), jti, transactionId);
  }

  /** At least as many as the ids of one token take. */
  private ByteBuffer randomBits() {
    if (unused.get().remaining() < BYTES_PER_TOKEN) {
      byte[] fresh = new byte[TOKENS_PER_QUESTION * BYTES_PER_TOKEN];
      random.nextBytes(fresh);
      unused.set(ByteBuffer.wrap(fresh));
    }
    return unused.get();
  }
}
