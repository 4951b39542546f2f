package io.jotgate.controller.workload;

import io.jotgate.controller.propagation.PodHttpClient;
import io.jotgate.policy.render.envoy.LoadedState;
import java.time.Duration;
import java.util.Optional;

/** Asks the status listener of a sidecar. */
public final class HttpSidecarStatusClient implements SidecarStatusClient {
  private static final int MAX_ANSWER_BYTES = 256 * 1024;

  private final PodHttpClient http;

  /**
   * A client that keeps its connections.
   *
   * @param port port of the status listener
   * @param timeout for everything from connecting to the end of the answer
   */
  public HttpSidecarStatusClient(int port, Duration timeout) {
    this.http = new PodHttpClient(port, timeout, MAX_ANSWER_BYTES);
  }

  @Override
  public Optional<LoadedState> ask(String address) {
    return http.get(address, LoadedState.PATH).flatMap(LoadedState::parse);
  }
}
