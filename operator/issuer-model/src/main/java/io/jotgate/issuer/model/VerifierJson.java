package io.jotgate.issuer.model;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON form of what checks a credential; its {@code type} says which kind. */
final class VerifierJson {
  private static final String KEY = "Key";
  private static final String OPAQUE_KEY = "OpaqueKey";
  private static final String PASSWORD = "Password";
  private static final String PUBLIC_KEY = "PublicKey";
  private static final int MAX_HASH = 256;

  private VerifierJson() {}

  static Map<String, Object> write(CredentialVerifier verifier) {
    Map<String, Object> json =
        switch (verifier) {
          case KeyVerifier key -> typed(KEY, Map.of("id", key.id(), "sha256", key.sha256Hex()));
          case OpaqueKeyVerifier key -> typed(OPAQUE_KEY, Map.of("sha256", key.sha256Hex()));
          case PasswordVerifier password -> typed(PASSWORD, Map.of("hash", password.hash()));
          case PublicKeyVerifier key -> typed(PUBLIC_KEY, Map.of("jwk", key.publicJwk()));
        };
    json.put("name", verifier.name());
    Instant notAfter = verifier.notAfter();
    if (notAfter != null) {
      json.put("notAfter", notAfter.toString());
    }
    return json;
  }

  static CredentialVerifier read(StrictObject json) {
    String name = json.string("name", Syntax.MAX_NAME);
    @Nullable Instant notAfter = json.optionalInstant("notAfter").orElse(null);
    return switch (json.string("type", Syntax.MAX_NAME)) {
      case KEY -> new KeyVerifier(name, json.string("id", 64), json.string("sha256", 64), notAfter);
      case OPAQUE_KEY -> new OpaqueKeyVerifier(name, json.string("sha256", 64), notAfter);
      case PASSWORD -> new PasswordVerifier(name, json.string("hash", MAX_HASH), notAfter);
      case PUBLIC_KEY ->
          new PublicKeyVerifier(name, json.string("jwk", PublicKeyVerifier.MAX_JWK), notAfter);
      default -> throw json.invalid("type", "is none that this version knows");
    };
  }

  private static Map<String, Object> typed(String type, Map<String, Object> members) {
    Map<String, Object> json = new TreeMap<>(members);
    json.put("type", type);
    return json;
  }
}
