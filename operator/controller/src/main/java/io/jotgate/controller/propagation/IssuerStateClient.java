package io.jotgate.controller.propagation;

import io.jotgate.issuer.model.IssuerState;
import java.util.Optional;

/** Asks one pod of a token service what it has loaded. */
@FunctionalInterface
public interface IssuerStateClient {
  /**
   * The answer of {@code GET /internal/state} on the management port.
   *
   * <p>Never throws and never blocks for longer than its time-out: a pod that does not answer, or
   * not as expected, has acknowledged nothing.
   *
   * @param address IP address of the pod
   */
  Optional<IssuerState> ask(String address);
}
