package io.jotgate.controller.jwtissuer;

import io.jotgate.controller.propagation.PodReport;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.IssuerConfigCodec;
import io.jotgate.issuer.model.IssuerState;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.SigningKey;
import java.util.List;
import java.util.Optional;

/**
 * What the pods of a token service should have loaded.
 *
 * @param ownerUid uid of the JwtIssuer
 * @param epoch epoch of its ring
 * @param activeKid the key that signs
 * @param configHash hash of its settings
 * @param revision revision of its credentials
 */
record IssuerContent(
    String ownerUid, long epoch, Optional<String> activeKid, String configHash, String revision) {

  static IssuerContent of(IssuerSettings settings, KeyRing ring, Credentials credentials) {
    return new IssuerContent(
        settings.uid(),
        ring.epoch(),
        ring.active().map(SigningKey::kid),
        IssuerConfigCodec.hash(settings.config()),
        credentials.revision());
  }

  /** Names this content: another content has another name. No secrets. */
  String name() {
    return "%d-%s-%s-%s"
        .formatted(epoch, activeKid.orElse("none"), configHash.substring(0, 12), revision);
  }

  /** Whether the pod has loaded the ring. */
  boolean ringLoadedBy(PodReport pod) {
    return pod.state()
        .filter(state -> ownerUid.equals(state.ringOwnerUid()) && state.ringEpoch() >= epoch)
        .isPresent();
  }

  /** Whether the pod has loaded the settings. */
  boolean configLoadedBy(PodReport pod) {
    return pod.state().filter(state -> configHash.equals(state.configHash())).isPresent();
  }

  /** Whether the pod has loaded the credentials. */
  boolean credentialsLoadedBy(PodReport pod) {
    return pod.state().filter(state -> revision.equals(state.credentialsRevision())).isPresent();
  }

  /** Whether the pod has loaded everything and signs with the right key. */
  boolean loadedBy(PodReport pod) {
    return ringLoadedBy(pod)
        && configLoadedBy(pod)
        && credentialsLoadedBy(pod)
        && activeKid.equals(pod.state().flatMap(state -> Optional.ofNullable(state.activeKid())));
  }

  /** Whether the pod serves a JWK Set with the key that signs. */
  boolean publishedBy(PodReport pod) {
    List<String> kids = pod.state().map(IssuerState::kids).orElse(List.of());
    return activeKid.filter(kids::contains).isPresent();
  }
}
