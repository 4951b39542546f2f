package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.testing.envoy.HttpAnswer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Known ways to make the workload believe in an identity, a path or a method that the proxy has not
 * decided about.
 */
@Tag("envoy")
class IdentityHeadersIT extends BypassAttempts {
  IdentityHeadersIT(@TempDir Path directory) {
    super(directory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Auth-Subject",
        "x-auth-subject",
        "X-AUTH-SUBJECT",
        "X.Auth.Subject",
        "X-Auth.Subject",
        "X_Auth_Subject",
        "X-Auth_Subject",
        "X-Auth-Tenant",
        "X-Auth-Anything"
      })
  void aClientCannotSayWhoItIs(String header) {
    String claim = header + ": root";
    for (String target : List.of("/orders", "/public")) {
      HttpAnswer answer = workload.granted("GET", target, claim, workload.reader(), claim);
      // A name with an underscore is refused as a whole.
      assertTrue(answer.status() == 200 || answer.status() == 400, answer::toString);
      assertFalse(answer.body().contains("root"), answer.body());
      if (answer.status() == 200 && target.equals("/orders")) {
        assertEquals(
            List.of("x-auth-subject: batch-1"), AttackedWorkload.seen(answer, "X-Auth-Subject"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Transaction-Id",
        "x-transaction-id",
        "X.Transaction.Id",
        "X-Transaction.ID",
        "X_Transaction_Id"
      })
  void aClientCannotChooseTheTransaction(String header) {
    Map<String, Object> claims = new TreeMap<>(workload.login().claims("orders:read"));
    claims.put("transactionId", "0199f5c1-0000-7000-8000-000000000001");
    String token = AttackedWorkload.bearer(workload.login().sign("at+jwt", claims));
    for (String target : List.of("/orders", "/public")) {
      HttpAnswer answer = workload.granted("GET", target, header + ": mine", token);

      // A name with an underscore is refused as a whole.
      assertTrue(answer.status() == 200 || answer.status() == 400, answer::toString);
      assertFalse(answer.body().contains("mine"), answer.body());
      if (answer.status() == 200) {
        assertEquals(
            target.equals("/orders")
                ? List.of("x-transaction-id: 0199f5c1-0000-7000-8000-000000000001")
                : List.of(),
            AttackedWorkload.seen(answer, "X-Transaction-Id"));
      }
    }
  }

  @Test
  void aTokenWithoutTransactionGivesNone() {
    HttpAnswer answer =
        workload.granted("GET", "/orders", workload.reader(), "X-Transaction-Id: mine");

    assertEquals(List.of(), AttackedWorkload.seen(answer, "X-Transaction-Id"));
  }

  @Test
  void aClientCannotMakeTheProxyDropTheIdentity() {
    for (String connection : List.of("X-Auth-Subject", "close, X-Auth-Subject", "x-auth-issuer")) {
      HttpAnswer answer =
          workload.granted("GET", "/orders", workload.reader(), "Connection: " + connection);
      if (answer.status() == 200) {
        assertEquals(
            List.of("x-auth-subject: batch-1"), AttackedWorkload.seen(answer, "X-Auth-Subject"));
        assertEquals(
            List.of("x-auth-issuer: " + workload.login().iss()),
            AttackedWorkload.seen(answer, "X-Auth-Issuer"));
      } else {
        assertEquals(400, answer.status(), answer::toString);
      }
    }
  }

  @Test
  void aTrailerIsNoIdentity() {
    List<HttpAnswer> answers =
        workload.raw(
            "POST /public HTTP/1.1\r\nhost: orders\r\nconnection: close\r\ntrailer: X-Auth-Subject\r\n"
                + AttackedWorkload.grant()
                + "\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nX-Auth-Subject: root\r\n\r\n");
    answers.forEach(answer -> assertFalse(answer.body().contains("root"), answer.body()));
    assertEquals(1, answers.size(), answers::toString);
  }

  /** Frameworks believe these headers; only what was decided about may reach them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Envoy-Original-Path",
        "X-Envoy-Original-Method",
        "X-Envoy-Internal",
        "X-Envoy-Decorator-Operation",
        "X-Original-URI",
        "X-Original-URL",
        "X-Original-Method",
        "X-Rewrite-URL",
        "X-Forwarded-Uri",
        "X-Forwarded-Prefix",
        "X-Forwarded-Path",
        "X-Forwarded-Method"
      })
  void aClientCannotNameAnotherPathOrMethod(String header) {
    workload.assertRefused(401, "GET", "/orders", header + ": /public");
    HttpAnswer answer = workload.granted("GET", "/public", header + ": /orders");
    assertEquals(List.of(), AttackedWorkload.seen(answer, header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Auth-Tenant: root", "a\nroot", "a\u0000root", "root\u007f"})
  void aClaimWithControlCharactersGivesNoIdentity(String subject) {
    workload.assertRefused(401, "GET", "/orders", tokenWith("sub", subject));
  }

  @Test
  void aClaimIsHandedOnAsItIsOrNotAtAll() {
    HttpAnswer comma = workload.granted("GET", "/orders", tokenWith("sub", "a, b"));
    assertEquals(List.of("x-auth-subject: a, b"), AttackedWorkload.seen(comma, "X-Auth-Subject"));
    HttpAnswer large = workload.refused("GET", "/orders", tokenWith("sub", "a".repeat(70_000)));
    assertEquals(431, large.status(), large::toString);
    for (Object value : List.of(7, true, List.of("a", "b"), Map.of("a", "b"))) {
      HttpAnswer answer = workload.refused("GET", "/orders", tokenWith("tenant", value));
      assertEquals(401, answer.status(), answer::toString);
    }
  }

  /** What another issuer's tokens say must not stay with the next request. */
  @Test
  void anAbsentClaimLeavesNoHeader() {
    Map<String, Object> claims = workload.partner().claims("orders:read");
    claims.put("tenant", "acme");
    HttpAnswer with =
        workload.granted(
            "GET", "/orders", AttackedWorkload.bearer(workload.partner().sign("at+jwt", claims)));
    assertEquals(List.of("x-auth-tenant: acme"), AttackedWorkload.seen(with, "X-Auth-Tenant"));
    HttpAnswer without =
        workload.granted("GET", "/orders", workload.reader(), "X-Auth-Tenant: root");
    assertEquals(List.of(), AttackedWorkload.seen(without, "X-Auth-Tenant"));
  }

  @Test
  void aPublicPathGetsNeitherIdentityNorToken() {
    HttpAnswer answer =
        workload.granted("GET", "/public", workload.reader(), "X-Auth-Subject: root");
    assertEquals(List.of(), AttackedWorkload.seen(answer, "X-Auth-Subject"));
    assertEquals(List.of(), AttackedWorkload.seen(answer, "Authorization"));
  }

  private String tokenWith(String claim, Object value) {
    Map<String, Object> claims = workload.login().claims("orders:read");
    claims.put(claim, value);
    return AttackedWorkload.bearer(workload.login().sign("at+jwt", claims));
  }
}
