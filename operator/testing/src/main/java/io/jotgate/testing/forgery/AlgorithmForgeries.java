package io.jotgate.testing.forgery;

import static io.jotgate.testing.forgery.Kind.forged;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that choose another algorithm than that of the key (RFC 8725 sections 2.1 and 3.1). */
final class AlgorithmForgeries {

  private AlgorithmForgeries() {}

  static List<Kind> kinds() {
    return List.of(
        forged("alg-none", AlgorithmForgeries::none),
        forged("alg-none-without-kid", AlgorithmForgeries::noneWithoutKid),
        forged("alg-none-with-a-signature", AlgorithmForgeries::signedNone),
        forged("alg-hmac-with-the-public-key", AlgorithmForgeries::hmac),
        forged("alg-hmac-with-a-known-secret", AlgorithmForgeries::hmacOfKnown),
        forged("alg-of-a-relative", Algorithm::hasRelatives, AlgorithmForgeries::ofARelative),
        forged("alg-hides-a-relative", Algorithm::hasRelatives, AlgorithmForgeries::hidesARelative),
        forged("alg-of-another-key-type", AlgorithmForgeries::ofAnotherKeyType),
        forged("alg-in-another-spelling", AlgorithmForgeries::inAnotherSpelling),
        forged("alg-of-no-name", AlgorithmForgeries::ofNoName),
        forged("alg-missing", work -> work.withHeader(work.header().without("alg"))),
        forged("alg-twice", AlgorithmForgeries::twice),
        forged("alg-of-encryption", AlgorithmForgeries::ofEncryption));
  }

  private static String none(Workpiece work) {
    String alg = work.pick("none", "None", "NONE", "nOnE", "none ", " none", "", "null");
    return unsigned(work, work.header().withText("alg", alg)) + work.pick("", "AA", "none");
  }

  private static String noneWithoutKid(Workpiece work) {
    Members header = work.header().withText("alg", work.pick("none", "None", "NONE", "nOnE"));
    return unsigned(work, header.without("kid"));
  }

  private static String signedNone(Workpiece work) {
    return work.withHeader(work.header().withText("alg", work.pick("none", "NONE")));
  }

  private static String unsigned(Workpiece work, Members header) {
    return Base64Text.of(header.text()) + "." + Base64Text.of(work.claims().text()) + ".";
  }

  private static String hmac(Workpiece work) {
    Map<String, String> numbers = work.key.numbers();
    byte[] der = work.key.pair().getPublic().getEncoded();
    String wrapped = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String pem = "-----BEGIN PUBLIC KEY-----\n" + wrapped + "\n-----END PUBLIC KEY-----";
    String number = numbers.getOrDefault("x", numbers.getOrDefault("n", ""));
    byte[] secret =
        work.pick(
            List.of(
                bytes(pem),
                bytes(pem + "\n"),
                bytes(pem.replace("\n", "\r\n")),
                bytes(wrapped),
                der,
                bytes(work.key.publicJwk()),
                bytes("{\"keys\":[" + work.key.publicJwk() + "]}"),
                bytes(number),
                Base64Text.decode(number)));
    return mac(work, secret);
  }

  private static String hmacOfKnown(Workpiece work) {
    return mac(
        work,
        work.pick(
            List.of(
                new byte[] {0},
                bytes("secret"),
                bytes(work.key.kid()),
                bytes(work.target.issuer()),
                bytes(work.target.audience()),
                new byte[32])));
  }

  private static String mac(Workpiece work, byte[] secret) {
    String hash = work.pick("256", "384", "512");
    // Some verifiers let the key decide that it is a secret, whatever the header says.
    Members header =
        work.chance.nextInt(4) == 0 ? work.header() : work.header().withText("alg", "HS" + hash);
    String input = Base64Text.of(header.text()) + "." + Base64Text.of(work.claims().text());
    try {
      Mac mac = Mac.getInstance("HmacSHA" + hash);
      mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
      return input + "." + Base64Text.of(mac.doFinal(bytes(input)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform has HMAC with SHA-2", e);
    }
  }

  /** The trusted key itself, abused for another hash or padding, and the header says so. */
  private static String ofARelative(Workpiece work) {
    Algorithm relative = work.pick(work.key.algorithm().relatives());
    String header = work.header().withText("alg", relative.name()).text();
    String input = Base64Text.of(header) + "." + Base64Text.of(work.claims().text());
    return input + "." + Base64Text.of(work.key.signBy(relative, input));
  }

  private static String hidesARelative(Workpiece work) {
    Algorithm relative = work.pick(work.key.algorithm().relatives());
    return work.signedBy(work.key.signBy(relative, work.input()));
  }

  /** A stranger's right signature by another algorithm, under the trusted kid. */
  private static String ofAnotherKeyType(Workpiece work) {
    List<Algorithm> others =
        List.of(Algorithm.values()).stream()
            .filter(other -> other != work.key.algorithm())
            .toList();
    Algorithm other = work.pick(others);
    String header = work.header().withText("alg", other.name()).text();
    return work.stranger(other)
        .signed(Base64Text.of(header) + "." + Base64Text.of(work.claims().text()));
  }

  private static String inAnotherSpelling(Workpiece work) {
    String alg = work.key.alg();
    String upper = alg.toUpperCase(Locale.ROOT);
    String lower = alg.toLowerCase(Locale.ROOT);
    String spelling =
        work.pick(
            lower,
            upper.equals(alg) ? lower + " " : upper,
            alg + " ",
            " " + alg,
            alg + "\u0000",
            alg + "K",
            alg + ",none",
            "\uff25" + alg.substring(1),
            alg.charAt(0) + "\u200b" + alg.substring(1),
            alg.replace("EdDSA", "Ed25519") + (alg.equals("EdDSA") ? "" : "\n"));
    return work.withHeader(work.header().withText("alg", spelling));
  }

  private static String ofNoName(Workpiece work) {
    String quoted = Members.quoted(work.key.alg());
    return work.withHeader(
        work.header()
            .with("alg", work.pick("null", "true", "256", "[" + quoted + "]", "{}", "[]", "\"\"")));
  }

  private static String twice(Workpiece work) {
    String alg = "\"alg\":" + work.pick("\"none\"", "\"HS256\"", Members.quoted(work.key.alg()));
    String header = work.header().text();
    return work.signed(
        work.chance.nextBoolean()
            ? "{" + alg + "," + header.substring(1)
            : header.substring(0, header.length() - 1) + "," + alg + "}",
        work.claims().text());
  }

  /** RFC 7516: a verifier that finds out by itself what it has got can be led astray. */
  private static String ofEncryption(Workpiece work) {
    Members header =
        work.header()
            .withText(
                "alg", work.pick("dir", "RSA-OAEP", "ECDH-ES", "PBES2-HS256+A128KW", "A128KW"))
            .withText("enc", work.pick("A128GCM", "A128CBC-HS256"))
            .with("p2c", Integer.MAX_VALUE)
            .withText("p2s", "c2FsdA");
    String encrypted =
        String.join(
            ".",
            Base64Text.of(header.text()),
            Base64Text.of(work.bytes(40)),
            Base64Text.of(work.bytes(12)),
            Base64Text.of(work.bytes(100)),
            Base64Text.of(work.bytes(16)));
    return work.chance.nextBoolean() ? encrypted : work.withHeader(header);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
