package io.jotgate.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A server of the comparison: how it is started and what it is asked. */
interface Contender {
  /**
   * What tables say of it.
   *
   * @param issuer its name
   * @param how as shipped, or what is different
   * @param algorithm of its tokens; empty for one that makes none
   * @param transport HTTP or HTTPS
   */
  record Label(String issuer, String how, String algorithm, String transport) {
    @Override
    public String toString() {
      return "%s, %s, %s %s".formatted(issuer, how, algorithm, transport).replace(",  ", ", ");
    }
  }

  Label label();

  /** Its code is compiled while it runs. */
  boolean compiles();

  /**
   * Starts it and does not wait.
   *
   * @param directory its own, empty at first; kept when it is started again
   * @throws IllegalStateException where it cannot be started, with the reason
   */
  ServerProcess start(Path directory);

  /** Is answered with 200 as soon as it works. */
  Request first();

  /** What is left to do once it works: registering clients. */
  default void prepare(ServerProcess server) {}

  /** What it is asked, in turns. */
  List<Request> requests();

  /** Where its public keys are; empty for one that makes no tokens. */
  Optional<Request> keys();
}
