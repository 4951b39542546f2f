package io.jotgate.controller.jwtissuer;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How clients reach a token service.
 *
 * @param source where the certificate of its pods comes from
 * @param ports ports of its Service
 */
record Serving(TlsSource source, Set<ClientPort> ports) {
  /** Copies the set. */
  Serving {
    ports = Set.copyOf(ports);
  }

  /** Pods with a certificate of this source, and a Service in front of them alone. */
  static Serving with(TlsSource source) {
    return new Serving(source, Set.of(source.port()));
  }

  /** The same, while pods of before still speak something else. */
  Serving beside(Set<ClientPort> served) {
    return new Serving(
        source,
        Stream.concat(ports.stream(), served.stream()).collect(Collectors.toUnmodifiableSet()));
  }
}
