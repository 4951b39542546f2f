package io.jotgate.testing.forgery;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.List;

/** The asymmetric algorithms of JWS (RFC 7518 section 3.1, RFC 8037) in the Java platform. */
enum Algorithm {
  ES256("EC", "SHA256withECDSAinP1363Format"),
  ES384("EC", "SHA384withECDSAinP1363Format"),
  ES512("EC", "SHA512withECDSAinP1363Format"),
  RS256("RSA", "SHA256withRSA"),
  RS384("RSA", "SHA384withRSA"),
  RS512("RSA", "SHA512withRSA"),
  PS256("RSA", "RSASSA-PSS"),
  PS384("RSA", "RSASSA-PSS"),
  PS512("RSA", "RSASSA-PSS"),
  EdDSA("Ed25519", "Ed25519");

  private static final int RSA_BITS = 2048;

  private final String keyType;
  private final String signature;

  Algorithm(String keyType, String signature) {
    this.keyType = keyType;
    this.signature = signature;
  }

  /** As the Java platform names the keys. */
  String keyType() {
    return keyType;
  }

  /** All that keys of this one can be abused for: the same mathematics, another hash or padding. */
  List<Algorithm> relatives() {
    return Arrays.stream(values())
        .filter(other -> other != this && other.keyType.equals(keyType))
        .toList();
  }

  boolean hasRelatives() {
    return !relatives().isEmpty();
  }

  boolean isEcdsa() {
    return keyType.equals("EC");
  }

  boolean isRsa() {
    return keyType.equals("RSA");
  }

  boolean isEd25519() {
    return this == EdDSA;
  }

  /** 521 bits stand in 66 bytes: there is room above them. */
  boolean hasRoomAboveTheOrder() {
    return this == ES512;
  }

  AlgorithmParameterSpec keyParameters() {
    return switch (this) {
      case ES256 -> new ECGenParameterSpec("secp256r1");
      case ES384 -> new ECGenParameterSpec("secp384r1");
      case ES512 -> new ECGenParameterSpec("secp521r1");
      case EdDSA -> NamedParameterSpec.ED25519;
      case RS256, RS384, RS512, PS256, PS384, PS512 ->
          new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4);
    };
  }

  byte[] sign(PrivateKey key, byte[] input, SecureRandom random) {
    try {
      Signature signer = signature();
      signer.initSign(key, random);
      signer.update(input);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform has " + this, e);
    }
  }

  boolean verifies(PublicKey key, byte[] input, byte[] signed) {
    try {
      Signature verifier = signature();
      verifier.initVerify(key);
      verifier.update(input);
      return verifier.verify(signed);
    } catch (SignatureException e) {
      // Not of the form of a signature.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform has " + this, e);
    }
  }

  private Signature signature() throws GeneralSecurityException {
    Signature scheme = Signature.getInstance(signature);
    if (name().startsWith("PS")) {
      int bits = Integer.parseInt(name().substring(2));
      String hash = "SHA-" + bits;
      scheme.setParameter(
          new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), bits / 8, 1));
    }
    return scheme;
  }
}
