package io.jotgate.policy.render.envoy;

import io.jotgate.policy.evaluate.Request;
import io.jotgate.testing.envoy.HttpAnswer;
import io.jotgate.testing.envoy.HttpConnection;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** A connection that is kept as long as the proxy keeps it. */
final class KeptConnection implements AutoCloseable {
  private final SidecarRig rig;
  private Optional<HttpConnection> open = Optional.empty();

  KeptConnection(SidecarRig rig) {
    this.rig = rig;
  }

  HttpAnswer send(List<String> headers, Request request) {
    boolean kept = open.isPresent();
    HttpConnection connection = open.orElseGet(rig::connect);
    open = Optional.of(connection);
    try {
      HttpAnswer answer = connection.send(request.method(), request.target(), headers);
      if (answer.header("connection").contains("close")) {
        close();
      }
      return answer;
    } catch (UncheckedIOException e) {
      close();
      if (!kept) {
        throw e;
      }
      // Closed by the proxy after the answer before.
      return send(headers, request);
    }
  }

  @Override
  public void close() {
    open.ifPresent(HttpConnection::close);
    open = Optional.empty();
  }
}
