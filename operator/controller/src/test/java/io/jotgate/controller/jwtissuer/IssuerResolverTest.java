package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.KeysSpec.Algorithm;
import io.jotgate.controller.jwtissuer.IssuerResolver.Resolution;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.jose.SigningKeys;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IssuerResolverTest {
  private static final Duration SKEW = Duration.ofSeconds(30);

  @Test
  void fillsInTheIssuerUrlFromNameAndNamespace() {
    assertEquals(
        "https://login.shop.svc", resolved("token: {audiences: [a]}").config().issuerURL());
  }

  @Test
  void letsClientsKeepTheJwkSetNoLongerThanVerifiersMay() {
    assertEquals(300, resolved("token: {audiences: [a]}").config().jwksMaxAgeSeconds());
    assertEquals(
        60,
        resolved("{token: {audiences: [a]}, keys: {rotation: {verifierCache: 1m}}}")
            .config()
            .jwksMaxAgeSeconds());
    assertEquals(
        0,
        resolved("{token: {audiences: [a]}, keys: {rotation: {verifierCache: 0s}}}")
            .config()
            .jwksMaxAgeSeconds());
  }

  @Test
  void reckonsWithTheLargestClockSkewOfItsRoutes() {
    JwtIssuer issuer = issuer("token: {audiences: [a]}");

    assertEquals(Duration.ofMinutes(1), leeway(issuer, Duration.ofSeconds(5)));
    assertEquals(Duration.ofMinutes(2), leeway(issuer, Duration.ofMinutes(2)));
  }

  @Test
  void makesKeysOfTheAlgorithmAndSizeThatAreAskedFor() {
    assertEquals(KeyParameters.of("ES256"), key(""));
    assertEquals(new KeyParameters("RS512", 2048), key("algorithm: RS512"));
    assertEquals(new KeyParameters("PS256", 4096), key("algorithm: PS256, size: 4096"));
  }

  @ParameterizedTest
  @EnumSource
  void aKeyCanBeMadeForEveryAlgorithmOfTheApi(Algorithm algorithm) {
    assertTrue(SigningKeys.algs().contains(key("algorithm: " + algorithm).alg()));
  }

  @Test
  void letsAnUnpublishedKeySignOnlyWhereTheSpecSaysSo() {
    assertFalse(resolved("token: {audiences: [a]}").rotation().allowUnpublished());
    assertTrue(
        resolved("{token: {audiences: [a]}, keys: {emergency: {allowUnpublished: true}}}")
            .rotation()
            .allowUnpublished());
  }

  @Test
  void saysWhichFieldMakesNoSense() {
    Resolution resolution =
        IssuerResolver.resolve(issuer("token: {audiences: [a], ttl: soon}"), SKEW);

    assertEquals(new Resolution.Invalid("token.ttl is not a duration like 5m"), resolution);
  }

  @Test
  void refusesWhatTheTokenServiceWouldNotRead() {
    Resolution resolution =
        IssuerResolver.resolve(issuer("token: {audiences: [a], ttl: 20m, maxTTL: 10m}"), SKEW);

    assertTrue(assertInstanceOf(Resolution.Invalid.class, resolution).message().contains("ttl"));
  }

  @Test
  void aResourceWithoutASpecIsNoReasonToFail() {
    JwtIssuer empty = issuer("token: {audiences: [a]}");
    empty.setSpec(null);

    assertInstanceOf(Resolution.Invalid.class, IssuerResolver.resolve(empty, SKEW));
  }

  private static Duration leeway(JwtIssuer issuer, Duration skew) {
    return assertInstanceOf(Resolution.Resolved.class, IssuerResolver.resolve(issuer, skew))
        .settings()
        .rotation()
        .leeway();
  }

  private static KeyParameters key(String keys) {
    return resolved("{token: {audiences: [a]}, keys: {" + keys + "}}").rotation().key();
  }

  private static IssuerSettings resolved(String spec) {
    return assertInstanceOf(Resolution.Resolved.class, IssuerResolver.resolve(issuer(spec), SKEW))
        .settings();
  }

  private static JwtIssuer issuer(String spec) {
    return new KubernetesSerialization()
        .unmarshal(
            """
            apiVersion: jotgate.io/v1alpha1
            kind: JwtIssuer
            metadata: {name: login, namespace: shop, uid: uid}
            spec: %s
            """
                .formatted(spec.startsWith("{") ? spec : "{" + spec + "}"),
            JwtIssuer.class);
  }
}
