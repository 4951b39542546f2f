package io.jotgate.keys.jose;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/**
 * A signature algorithm of the Java security API whose output is what a JWS carries, so that
 * nothing has to be converted.
 *
 * @param name standard name
 * @param pss the parameters that RFC 7518 section 3.5 fixes, for RSASSA-PSS only
 */
record SignatureScheme(String name, Optional<PSSParameterSpec> pss) {
  /** ECDSA with R and S one after the other, of fixed length (RFC 7518 section 3.4). */
  static SignatureScheme ecdsa(int hashBits) {
    return new SignatureScheme("SHA" + hashBits + "withECDSAinP1363Format", Optional.empty());
  }

  /** RSASSA-PKCS1-v1_5 (RFC 7518 section 3.3). */
  static SignatureScheme pkcs1(int hashBits) {
    return new SignatureScheme("SHA" + hashBits + "withRSA", Optional.empty());
  }

  /** RSASSA-PSS: the same hash for the message and MGF1, and a salt of its length. */
  static SignatureScheme pss(int hashBits) {
    String hash = "SHA-" + hashBits;
    return new SignatureScheme(
        "RSASSA-PSS",
        Optional.of(
            new PSSParameterSpec(
                hash,
                "MGF1",
                new MGF1ParameterSpec(hash),
                hashBits / 8,
                PSSParameterSpec.TRAILER_FIELD_BC)));
  }

  /** Ed25519 (RFC 8032). */
  static SignatureScheme ed25519() {
    return new SignatureScheme("Ed25519", Optional.empty());
  }

  /**
   * Ready to sign, again and again, on one thread.
   *
   * @param provider asked first; where it does not know the algorithm or the key, and where it is
   *     empty, the platform chooses
   */
  Signature signer(PrivateKey key, Optional<Provider> provider) throws GeneralSecurityException {
    if (provider.isPresent()) {
      try {
        return initialized(Signature.getInstance(name, provider.get()), key);
      } catch (NoSuchAlgorithmException
          | InvalidKeyException
          | InvalidAlgorithmParameterException e) {
        return initialized(Signature.getInstance(name), key);
      }
    }
    return initialized(Signature.getInstance(name), key);
  }

  private Signature initialized(Signature signature, PrivateKey key)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    if (pss.isPresent()) {
      signature.setParameter(pss.get());
    }
    signature.initSign(key);
    return signature;
  }

  boolean verifies(PublicKey key, byte[] input, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(name);
      if (pss.isPresent()) {
        signature.setParameter(pss.get());
      }
      signature.initVerify(key);
      signature.update(input);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
