package io.jotgate.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.PrivateJwk;
import io.jotgate.keys.jose.SigningKeys;
import io.jotgate.keys.jose.TokenSigner;
import io.jotgate.policy.compile.ResolvedIssuer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** An issuer with one key that signs whatever a test wants. */
public final class TestIssuer {
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final String name;
  private final String iss;
  private final List<String> audiences;
  private final GeneratedKey key;
  private final PrivateJwk privateJwk;
  private final Map<String, TokenSigner> signers = new TreeMap<>();

  public TestIssuer(String name, String... audiences) {
    this(SigningKeys.parameters("ES256", 0), name, audiences);
  }

  private TestIssuer(KeyParameters parameters, String name, String... audiences) {
    this.name = name;
    this.iss = "https://" + name + ".shop.svc";
    this.audiences = List.of(audiences);
    this.key = SigningKeys.generate(parameters, new SecureRandom());
    this.privateJwk = PrivateJwk.parse(key.privateJwk());
  }

  /** An issuer whose key is for this algorithm, with 2048 bits if it is of RSA. */
  public static TestIssuer signingBy(String alg, String name, String... audiences) {
    return signingBy(alg, 2048, name, audiences);
  }

  /** An issuer whose key is for this algorithm. */
  public static TestIssuer signingBy(String alg, int rsaBits, String name, String... audiences) {
    return new TestIssuer(SigningKeys.parameters(alg, rsaBits), name, audiences);
  }

  /** All algorithms that an issuer may sign by. */
  public static List<String> algorithms() {
    return SigningKeys.algs();
  }

  public String name() {
    return name;
  }

  /** Name of its key. */
  public String kid() {
    return privateJwk.kid();
  }

  public String publicJwk() {
    return key.publicJwk();
  }

  /** The issuer as the compiler gets it, with its own key. */
  public ResolvedIssuer resolved(long epoch) {
    return resolved(epoch, List.of(key.publicJwk()));
  }

  /** The issuer as the compiler gets it, with other keys. */
  public ResolvedIssuer resolved(long epoch, List<String> publicJwks) {
    return new ResolvedIssuer(name, iss, audiences, epoch, publicJwks);
  }

  /** A good token of this issuer with these scopes. */
  public String token(String scopes) {
    return sign("at+jwt", claims(scopes));
  }

  /** The claims of a good token; change them to make it a bad one. */
  public Map<String, Object> claims(String scopes) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new TreeMap<>();
    claims.put("iss", iss);
    claims.put("sub", "batch-1");
    claims.put("aud", audiences.getFirst());
    claims.put("iat", now);
    claims.put("nbf", now);
    claims.put("exp", now + 300);
    claims.put("jti", UUID.randomUUID().toString());
    if (!scopes.isEmpty()) {
      claims.put("scope", scopes);
    }
    return claims;
  }

  public String sign(String typ, Map<String, ?> claims) {
    return signers
        .computeIfAbsent(typ, each -> new TokenSigner(privateJwk, each, Optional.empty()))
        .sign(claims);
  }

  public String iss() {
    return iss;
  }

  /** The audience of a good token. */
  public String audience() {
    return audiences.getFirst();
  }

  /** The header of a good token of a type. */
  public Map<String, Object> header(String typ) {
    return Map.of("alg", privateJwk.alg(), "kid", privateJwk.kid(), "typ", typ);
  }

  /** Signs any header by ES256, whatever it says. */
  public String sign(Map<String, ?> header, Map<String, ?> claims) {
    String input = encoded(header) + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(privateJwk.privateKey());
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + BASE64URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(Map<String, ?> members) {
    try {
      return BASE64URL.encodeToString(new JsonMapper().writeValueAsBytes(members));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
