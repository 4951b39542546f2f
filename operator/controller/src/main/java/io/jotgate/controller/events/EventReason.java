package io.jotgate.controller.events;

/** Every reason that an event of the operator can have. */
public enum EventReason {
  /** The resource became ready. */
  Ready(Severity.NORMAL),
  /** The resource is not ready: the note says why. */
  NotReady(Severity.WARNING),
  /** The resource is being worked on. */
  Progressing(Severity.NORMAL),
  /** An object of the name that we need belongs to somebody else. */
  NameConflict(Severity.WARNING),
  /** An API key was made. */
  ApiKeyIssued(Severity.NORMAL),
  /** The Secret of an API key was deleted; a new key was made and the old one is refused. */
  ApiKeyReplaced(Severity.WARNING),
  /** An API key was replaced; the one before it stays good for a while. */
  ApiKeyRotated(Severity.NORMAL),
  /** The Secret of a credential that the spec no longer has was deleted. */
  ApiKeyWithdrawn(Severity.NORMAL),
  /** A signing key was made and published. */
  KeyPrepared(Severity.NORMAL),
  /** A signing key began to sign. */
  KeyActivated(Severity.NORMAL),
  /** A signing key stopped to sign; its tokens stay valid. */
  KeyRetiring(Severity.NORMAL),
  /** A signing key left the JWK Set. */
  KeyRemoved(Severity.NORMAL),
  /** A signing key was taken back; its tokens are refused. */
  KeyRevoked(Severity.WARNING),
  /** The key ring was gone and was written again from the status. */
  KeyRingRecovered(Severity.WARNING),
  /** A rotation waits; the note names for whom. */
  RotationBlocked(Severity.WARNING),
  /** A rotation went on without pods that did not acknowledge; the note names them. */
  RotationForced(Severity.WARNING),
  /** A serving certificate or a certificate authority was made. */
  CertificateIssued(Severity.NORMAL);

  /** Type of the event in the API. */
  enum Severity {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String text;

    Severity(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  private final Severity severity;

  EventReason(Severity severity) {
    this.severity = severity;
  }

  String type() {
    return severity.text();
  }
}
