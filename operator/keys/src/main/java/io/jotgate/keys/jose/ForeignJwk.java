package io.jotgate.keys.jose;

import io.jotgate.keys.jose.InvalidJwkException.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One entry of a JWK set that another party publishes (RFC 7517 section 4). */
record ForeignJwk(Map<String, @Nullable Object> members) {
  /** What only somebody who may sign should have (RFC 7518 section 6). */
  private static final Set<String> PRIVATE =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

  /** A public key, with exactly the members that our own keys have. */
  PublicJwk publicKey() {
    if (members.keySet().stream().anyMatch(PRIVATE::contains)) {
      throw new InvalidJwkException(Reason.MEMBERS, "a public JWK has no private member");
    }
    requireVerifying();
    JwkMembers all = new JwkMembers(members);
    Set<String> known = new HashSet<>(PublicJwk.typeOf(all).publicNames());
    known.addAll(List.of("alg", "kid"));
    Map<String, @Nullable Object> ours = new TreeMap<>(members);
    ours.keySet().retainAll(known);
    ours.put("use", "sig");
    return PublicJwk.of(ours);
  }

  /** A public key or a secret. */
  VerificationKey anyKey() {
    if (!"oct".equals(members.get("kty"))) {
      return publicKey();
    }
    requireVerifying();
    return SecretJwk.of(new JwkMembers(members));
  }

  /** RFC 7517 sections 4.2 and 4.3: what is said about the use must allow signatures. */
  private void requireVerifying() {
    if (members.containsKey("use") && !"sig".equals(members.get("use"))) {
      throw new InvalidJwkException(Reason.USE, "use must be sig");
    }
    if (members.containsKey("key_ops")
        && !(members.get("key_ops") instanceof List<?> operations
            && operations.contains("verify")
            && new HashSet<>(operations).size() == operations.size())) {
      throw new InvalidJwkException(Reason.USE, "key_ops must contain verify, and nothing twice");
    }
  }
}
