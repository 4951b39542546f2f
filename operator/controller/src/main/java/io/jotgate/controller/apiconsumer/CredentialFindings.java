package io.jotgate.controller.apiconsumer;

import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.controller.apiconsumer.ApiConsumerStatusFactory.Credentials;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.controller.status.Finding;
import io.jotgate.issuer.model.KeyVerifier;
import java.time.Instant;
import java.util.Optional;

/** What the state of the API key means for the status. Pure. */
final class CredentialFindings {
  private static final String TYPE = ApiConsumerStatusFactory.CREDENTIALS_ISSUED;

  private CredentialFindings() {}

  /**
   * What the status says of the consumer's own objects.
   *
   * @param conflict why the Secret of the hashes could not be written, if its name is taken
   */
  static Credentials of(ApiConsumer consumer, CredentialState state, Optional<String> conflict) {
    return new Credentials(
        conflict
            .map(message -> Finding.stuck(TYPE, ApiConsumerReason.NameConflict, message))
            .orElseGet(() -> finding(consumer, state)),
        inForce(state),
        createdAt(state),
        ApiConsumerObjects.entry(consumer, inForce(state)));
  }

  /** The key that issuers are to accept. */
  static Optional<KeyVerifier> inForce(CredentialState state) {
    return switch (state) {
      case CredentialState.Issued(KeyVerifier verifier, Optional<Instant> at) ->
          Optional.of(verifier);
      case CredentialState.Edited(Optional<KeyVerifier> inForce, Optional<Instant> at) -> inForce;
      case CredentialState.Missing missing -> Optional.empty();
      case CredentialState.Leftover leftover -> Optional.empty();
      case CredentialState.Foreign foreign -> Optional.empty();
    };
  }

  private static Optional<Instant> createdAt(CredentialState state) {
    return switch (state) {
      case CredentialState.Issued(KeyVerifier verifier, Optional<Instant> at) -> at;
      case CredentialState.Edited(Optional<KeyVerifier> inForce, Optional<Instant> at) -> at;
      case CredentialState.Missing missing -> Optional.empty();
      case CredentialState.Leftover leftover -> Optional.empty();
      case CredentialState.Foreign foreign -> Optional.empty();
    };
  }

  private static Finding finding(ApiConsumer consumer, CredentialState state) {
    String secret = ObjectNames.apiKey(Metadata.name(consumer), ApiConsumerObjects.CREDENTIAL);
    return switch (state) {
      case CredentialState.Issued issued ->
          Finding.done(TYPE, ApiConsumerReason.Issued, "Secret " + secret + " holds the API key");
      case CredentialState.Edited edited ->
          Finding.stuck(
              TYPE,
              ApiConsumerReason.ApiKeyEdited,
              "Secret "
                  + secret
                  + " was edited and no longer is what was issued, which stays in force: delete"
                  + " the Secret to get a new key");
      case CredentialState.Foreign foreign ->
          Finding.stuck(
              TYPE,
              ApiConsumerReason.NameConflict,
              "Secret " + secret + " exists and is not managed by Jotgate: rename or delete it");
      case CredentialState.Missing missing -> issuing(secret);
      case CredentialState.Leftover leftover -> issuing(secret);
    };
  }

  private static Finding issuing(String secret) {
    return Finding.working(
        TYPE, ApiConsumerReason.Issuing, "The API key in Secret " + secret + " is being made");
  }
}
