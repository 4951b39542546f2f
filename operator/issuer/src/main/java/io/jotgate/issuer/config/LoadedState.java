package io.jotgate.issuer.config;

import io.jotgate.issuer.authentication.CredentialIndex;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.issuer.tls.ServerCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is in force. Immutable: a request works with one state from its start to its end.
 *
 * @param keys ring, private halves, JWK set
 * @param config settings
 * @param credentials consumers
 * @param certificate of the server
 */
public record LoadedState(
    LoadedKeys keys,
    Optional<IssuerConfig> config,
    Optional<CredentialIndex> credentials,
    Optional<ServerCertificate> certificate) {
  /** Nothing loaded yet. */
  public static final LoadedState NOTHING =
      new LoadedState(LoadedKeys.NONE, Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * What is missing to issue tokens, one word each; empty: nothing.
   *
   * @param tls whether a certificate is needed
   */
  public List<String> missing(boolean tls) {
    List<String> missing = new ArrayList<>();
    if (keys.ring().isEmpty()) {
      missing.add("ring");
    }
    if (keys.active().isEmpty()) {
      missing.add("signing-key");
    }
    if (config.isEmpty()) {
      missing.add("config");
    }
    if (tls && certificate.isEmpty()) {
      missing.add("tls");
    }
    return List.copyOf(missing);
  }
}
