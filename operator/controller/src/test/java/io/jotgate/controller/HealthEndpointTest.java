package io.jotgate.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class HealthEndpointTest {
  @Test
  void tellsPrometheusItsMetrics() throws IOException, InterruptedException {
    try (var endpoint = HealthEndpoint.start(0, () -> true, () -> false, () -> "up 1\n")) {
      HttpResponse<String> answer = get(endpoint, "/metrics");

      assertEquals(200, answer.statusCode());
      assertEquals("up 1\n", answer.body());
      assertEquals(
          "text/plain; version=0.0.4; charset=utf-8",
          answer.headers().firstValue("Content-Type").orElseThrow());
    }
  }

  @Test
  void tellsLiveFromReady() throws IOException, InterruptedException {
    try (var endpoint = HealthEndpoint.start(0, () -> true, () -> false, () -> "")) {
      assertEquals(200, status(endpoint, "/livez"));
      assertEquals(503, status(endpoint, "/readyz"));
      assertEquals(404, status(endpoint, "/livez/more"));
      assertEquals(404, status(endpoint, "/"));
    }
  }

  private static int status(HealthEndpoint endpoint, String path)
      throws IOException, InterruptedException {
    return get(endpoint, path).statusCode();
  }

  private static HttpResponse<String> get(HealthEndpoint endpoint, String path)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path)).build();
      return client.send(request, BodyHandlers.ofString());
    }
  }
}
