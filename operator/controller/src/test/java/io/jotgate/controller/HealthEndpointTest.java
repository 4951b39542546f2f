package io.jotgate.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class HealthEndpointTest {
  @Test
  void tellsLiveFromReady() throws IOException, InterruptedException {
    try (var endpoint = HealthEndpoint.start(0, () -> true, () -> false)) {
      assertEquals(200, status(endpoint, "/livez"));
      assertEquals(503, status(endpoint, "/readyz"));
      assertEquals(404, status(endpoint, "/livez/more"));
      assertEquals(404, status(endpoint, "/"));
    }
  }

  private static int status(HealthEndpoint endpoint, String path)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path)).build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
