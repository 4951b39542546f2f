package io.jotgate.testing.forgery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** What one token is made of: a trusted key, a good header, good claims, and chance. */
final class Workpiece {
  private static final long TTL_SECONDS = 300;
  private static final long AGE_SECONDS = 30;

  final Target target;
  final TokenKey key;
  final Random chance;

  /** A good token of the key, and another one. */
  final String good;

  final String other;
  private final Map<Algorithm, TokenKey> strangers;

  Workpiece(
      Target target,
      TokenKey key,
      Map<Algorithm, TokenKey> strangers,
      List<String> goods,
      Random chance) {
    this.target = target;
    this.key = key;
    this.strangers = strangers;
    this.chance = chance;
    int first = chance.nextInt(goods.size());
    this.good = goods.get(first);
    this.other = goods.get((first + 1 + chance.nextInt(goods.size() - 1)) % goods.size());
  }

  /** The header of a good token. */
  Members header() {
    return headerOf(target, key);
  }

  /** The claims of a good token that no other has. */
  Members claims() {
    return claimsOf(target, chance);
  }

  static String goodToken(Target target, TokenKey key, Random chance) {
    return key.token(
        headerOf(target, key).text(),
        claimsOf(target, chance).text().getBytes(StandardCharsets.UTF_8));
  }

  private static Members headerOf(Target target, TokenKey key) {
    return Members.none()
        .withText("alg", key.alg())
        .withText("kid", key.kid())
        .withText("typ", target.typ());
  }

  private static Members claimsOf(Target target, Random chance) {
    long now = target.now().getEpochSecond();
    return Members.none()
        .withText("aud", target.audience())
        .withText("client_id", "batch")
        .with("exp", now + TTL_SECONDS)
        .with("iat", now - AGE_SECONDS)
        .withText("iss", target.issuer())
        .withText("jti", "%016x".formatted(chance.nextLong()))
        .with("nbf", now - AGE_SECONDS)
        .withText("scope", "orders:read")
        .withText("sub", "batch-1");
  }

  /** Signed by the trusted key: only what it says can be wrong. */
  String signed(Members header, Members claims) {
    return signed(header.text(), claims.text());
  }

  String signed(String header, String claims) {
    return key.token(header, claims.getBytes(StandardCharsets.UTF_8));
  }

  String withHeader(Members header) {
    return signed(header, claims());
  }

  String withClaims(Members claims) {
    return signed(header(), claims);
  }

  String withClaims(String claims) {
    return signed(header().text(), claims);
  }

  /** A key of the same algorithm that nobody trusts. */
  TokenKey stranger() {
    return stranger(key.algorithm());
  }

  TokenKey stranger(Algorithm algorithm) {
    return Objects.requireNonNull(strangers.get(algorithm));
  }

  /** Another key that is trusted, if there is one, else the same. */
  TokenKey otherTrusted() {
    List<TokenKey> keys = target.keys();
    int self = keys.indexOf(key);
    return keys.size() == 1
        ? key
        : keys.get((self + 1 + chance.nextInt(keys.size() - 1)) % keys.size());
  }

  String[] parts() {
    return good.split("\\.", -1);
  }

  /** What a good token says up to its last dot. */
  String input() {
    return good.substring(0, good.lastIndexOf('.'));
  }

  byte[] signature() {
    return Base64Text.decode(good.substring(good.lastIndexOf('.') + 1));
  }

  /** The good token with another signature. */
  String signedBy(byte[] signature) {
    return input() + "." + Base64Text.of(signature);
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    chance.nextBytes(bytes);
    return bytes;
  }

  @SafeVarargs
  final <T> T pick(T... choices) {
    return choices[chance.nextInt(choices.length)];
  }

  <T> T pick(List<T> choices) {
    return choices.get(chance.nextInt(choices.size()));
  }
}
