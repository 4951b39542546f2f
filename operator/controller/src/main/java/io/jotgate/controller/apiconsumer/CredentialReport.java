package io.jotgate.controller.apiconsumer;

import io.jotgate.controller.status.Finding.Outlook;
import io.jotgate.issuer.model.CredentialVerifier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How one credential of a consumer stands.
 *
 * @param name its name in the spec
 * @param verifiers what issuers are to accept it by
 * @param id its public id, if it has one
 * @param rotating whether a next key is on its way to all pods
 * @param secret the Secret that holds it
 * @param since since when the present key is given to clients
 * @param previousValidUntil until when keys before it stay good
 * @param expiresAt when it stops being good
 * @param nextCheck when there will be something to do about it
 * @param problem why it is not as the spec wants it
 */
record CredentialReport(
    String name,
    List<CredentialVerifier> verifiers,
    Optional<String> id,
    boolean rotating,
    Optional<String> secret,
    Optional<Instant> since,
    Optional<Instant> previousValidUntil,
    Optional<Instant> expiresAt,
    Optional<Instant> nextCheck,
    Optional<Problem> problem) {
  /** Copies the list. */
  CredentialReport {
    verifiers = List.copyOf(verifiers);
  }

  /**
   * What is wrong.
   *
   * @param reason of the condition
   * @param outlook whether it passes by itself
   * @param reference whether it is about an object that the spec refers to
   * @param message what to do about it
   */
  record Problem(ApiConsumerReason reason, Outlook outlook, boolean reference, String message) {}

  /** States as the status names them. */
  enum State {
    /** It is good. */
    Active,
    /** It is good, and a next key is on its way to all pods. */
    Rotating,
    /** It was good. */
    Expired,
    /** It is not there yet. */
    Pending,
    /** A person has to do something about it. */
    Invalid
  }

  /** A credential whose verifiers are known. */
  static CredentialReport good(
      WantedCredential wanted, Optional<String> secret, List<? extends CredentialVerifier> all) {
    return new CredentialReport(
        wanted.name(),
        List.copyOf(all),
        all.size() == 1 ? Optional.of(all.getFirst().id()) : Optional.empty(),
        false,
        secret,
        Optional.empty(),
        Optional.empty(),
        wanted.expiresAt(),
        Optional.empty(),
        Optional.empty());
  }

  /** A credential that is accepted by nothing. */
  static CredentialReport bad(WantedCredential wanted, Optional<String> secret, Problem problem) {
    return good(wanted, secret, List.of()).with(problem);
  }

  /** The same with something wrong. */
  CredentialReport with(Problem what) {
    return new CredentialReport(
        name,
        verifiers,
        id,
        rotating,
        secret,
        since,
        previousValidUntil,
        expiresAt,
        nextCheck,
        Optional.of(what));
  }

  /** The same, accepted by nothing. */
  CredentialReport without(Problem why) {
    return new CredentialReport(
        name,
        List.of(),
        Optional.empty(),
        false,
        secret,
        since,
        Optional.empty(),
        expiresAt,
        nextCheck,
        Optional.of(why));
  }

  /** The state at a time. */
  State state(Instant now) {
    if (problem.isPresent()) {
      return problem.get().outlook() == Outlook.STUCK ? State.Invalid : State.Pending;
    }
    if (isExpired(now)) {
      return State.Expired;
    }
    return rotating ? State.Rotating : State.Active;
  }

  /**
   * Ids of keys that are on their way in or out: a client that uses the present key need not care
   * whether pods know them.
   */
  Set<String> passing() {
    return id.isEmpty()
        ? Set.of()
        : verifiers.stream()
            .map(CredentialVerifier::id)
            .filter(each -> !each.equals(id.get()))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether it is no longer good. */
  boolean isExpired(Instant now) {
    return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
  }
}
