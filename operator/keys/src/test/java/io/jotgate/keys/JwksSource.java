package io.jotgate.keys;

import java.util.Optional;

/** Where verifiers get the JWK set: the Service of the issuer, or a mounted object. */
interface JwksSource {
  /** One attempt, which may fail. */
  Optional<Jwks> fetch();
}
