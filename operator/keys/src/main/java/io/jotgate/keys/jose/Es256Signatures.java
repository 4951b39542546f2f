package io.jotgate.keys.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;

/** Raw ES256 signatures: R and S, 32 bytes each (RFC 7518 3.4). */
final class Es256Signatures {
  private static final int BYTES = 64;
  private static final byte[] PROBE = "jotgate".getBytes(StandardCharsets.US_ASCII);

  private Es256Signatures() {}

  static boolean verifies(ECPublicKey key, byte[] input, byte[] signature) {
    if (signature.length != BYTES) {
      return false;
    }
    try {
      return new ECDSAVerifier(key)
          .verify(new JWSHeader(JWSAlgorithm.ES256), input, Base64URL.encode(signature));
    } catch (JOSEException e) {
      return false;
    }
  }

  /** Whether the two halves of a key belong together, found out by using them. */
  static boolean belongTogether(ECKey pair) {
    BigInteger d = pair.getD().decodeToBigInteger();
    BigInteger order = pair.getCurve().toECParameterSpec().getOrder();
    if (d.signum() <= 0 || d.compareTo(order) >= 0) {
      return false;
    }
    try {
      JWSHeader header = new JWSHeader(JWSAlgorithm.ES256);
      return new ECDSAVerifier(pair.toECPublicKey())
          .verify(header, PROBE, new ECDSASigner(pair).sign(header, PROBE));
    } catch (JOSEException e) {
      return false;
    }
  }
}
