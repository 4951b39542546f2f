package io.jotgate.keys.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Tells whether the two halves of a key belong together, by using them. */
final class EcPairs {
  private static final byte[] PROBE = "jotgate".getBytes(StandardCharsets.US_ASCII);

  private EcPairs() {}

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
