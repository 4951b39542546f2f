package io.jotgate.controller.faults;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A watch that a client has opened.
 *
 * @param query what it asked for
 */
public record OpenWatch(String query, WebSocket socket) {
  private static final int NORMAL_CLOSURE = 1000;
  private static final int GONE = 410;

  static boolean isAskedFor(RecordedRequest request) {
    return request.getPath().contains("watch=true");
  }

  static MockResponse answer(RecordedRequest request, Consumer<OpenWatch> opened) {
    return new MockResponse()
        .withWebSocketUpgrade(
            new WebSocketListener() {
              @Override
              public void onOpen(WebSocket socket, Response response) {
                opened.accept(new OpenWatch(request.getPath().replaceFirst(".*\\?", ""), socket));
              }
            });
  }

  /** Tells of an object: ADDED, MODIFIED or DELETED. */
  public void tells(String type, HasMetadata object) {
    socket.send(new KubernetesSerialization().asJson(Map.of("type", type, "object", object)));
  }

  /** Says that the version from which it watches is too old. */
  public void expires() {
    socket.send(
        new KubernetesSerialization()
            .asJson(
                Map.of(
                    "type",
                    "ERROR",
                    "object",
                    new StatusBuilder()
                        .withStatus("Failure")
                        .withReason("Expired")
                        .withCode(GONE)
                        .build())));
  }

  /** Ends the connection, as the API server does every few minutes. */
  public void closes() {
    socket.close(NORMAL_CLOSURE, "");
  }
}
