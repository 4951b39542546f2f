package io.jotgate.keys.jose;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;

/**
 * How keys of one JWS algorithm are made, written as a JWK, read and used. A key belongs to one
 * algorithm: the same RSA modulus for RS256 and PS256 would be two types.
 */
sealed interface KeyType permits EcKeyType, RsaKeyType, Ed25519KeyType {
  /** The algorithm's name in JWK and JWS headers. */
  String alg();

  /** Members that make up a public key: those that an RFC 7638 thumbprint covers. */
  Set<String> publicNames();

  /** Members that only a private key has. */
  Set<String> privateNames();

  /**
   * A fresh key pair as members of a JWK: exactly the public and the private names.
   *
   * @param size bits of an RSA modulus; 0 for every other algorithm
   * @throws IllegalArgumentException if keys of this type are not made in that size
   */
  Map<String, String> generate(int size, SecureRandom random) throws GeneralSecurityException;

  /**
   * Reads the public half.
   *
   * @throws InvalidJwkException if the values are not a key that is safe to trust
   */
  PublicKey publicKey(JwkMembers members) throws GeneralSecurityException;

  /**
   * Reads the private half. That it can sign for the public one is found out by using it.
   *
   * @throws InvalidJwkException if the values cannot be the private half of any key of this type
   */
  PrivateKey privateKey(JwkMembers members) throws GeneralSecurityException;

  /** What to ask of the Java security API. */
  SignatureScheme scheme();

  /** The length of every signature of a key. */
  int signatureBytes(PublicKey key);

  /** Refuses a number of bits for keys that have no choice of it. */
  static void requireNoSize(String alg, int size) {
    if (size != 0) {
      throw new IllegalArgumentException("keys of " + alg + " have one size");
    }
  }
}
