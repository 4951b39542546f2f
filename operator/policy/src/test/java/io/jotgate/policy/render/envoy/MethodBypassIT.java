package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.testing.envoy.HttpAnswer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Known ways around a rule by another method than the one that it names. */
@Tag("envoy")
class MethodBypassIT extends BypassAttempts {
  MethodBypassIT(@TempDir Path directory) {
    super(directory);
  }

  @Test
  void headNeedsATokenWhereGetDoes() {
    workload.assertRefused(401, "HEAD", "/orders");
    workload.assertRefused(403, "HEAD", "/orders", bearer(""));
    assertEquals(200, workload.granted("HEAD", "/orders", workload.reader()).status());
  }

  @Test
  void headIsNotNamedByAPostRule() {
    workload.assertRefused(403, "HEAD", "/send", workload.reader());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "OPTIONS", "PUT", "DELETE", "PATCH"})
  void aMethodThatNoRuleNamesIsRefused(String method) {
    workload.assertRefused(403, method, "/orders", workload.reader());
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "Get", "GETX", "GET\u0000", "PROPFIND2"})
  void aMethodInAnotherSpellingIsNone(String method) {
    HttpAnswer answer = workload.refused(method, "/orders", workload.reader());
    assertEquals(400, answer.status(), answer::toString);
  }

  @Test
  void connectOpensNoTunnel() {
    workload.assertRawRefused("CONNECT 127.0.0.1:22 HTTP/1.1\r\nhost: orders\r\n\r\n");
    workload.assertRawRefused("CONNECT /orders HTTP/1.1\r\nhost: orders\r\n\r\n");
  }

  /** A scope for POST must not become one for DELETE behind the proxy. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-HTTP-Method-Override",
        "X-Method-Override",
        "X-HTTP-Method",
        "x-http-method-OVERRIDE"
      })
  void theWorkloadSeesNoHeaderThatChangesTheMethod(String header) {
    HttpAnswer answer =
        workload.granted(
            "POST", "/orders", bearer("orders:write"), header + ": DELETE", "content-length: 0");
    assertEquals(List.of(), AttackedWorkload.seen(answer, header));
  }

  @Test
  void aPreflightIsARequestLikeAnyOther() {
    workload.assertRefused(
        403,
        "OPTIONS",
        "/orders",
        "Origin: https://evil.example",
        "Access-Control-Request-Method: GET",
        "Access-Control-Request-Headers: authorization");
    workload.assertRawRefused(
        "OPTIONS /orders HTTP/1.1\r\nhost: orders\r\nOrigin: https://evil.example\r\n"
            + "Access-Control-Request-Method: POST\r\ncontent-length: 4\r\n\r\nbody");
  }

  private String bearer(String scopes) {
    return AttackedWorkload.bearer(workload.login().token(scopes));
  }
}
