package io.jotgate.testing.forgery;

import static io.jotgate.testing.forgery.Kind.forged;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;

/** Headers that bring a key along, change the rules, or say that the token is something else. */
final class HeaderForgeries {
  private static final List<String> ADDRESSES =
      List.of(
          "https://attacker.example/jwks.json",
          "http://attacker.example/jwks.json",
          "http://169.254.169.254/latest/meta-data/",
          "http://localhost:8081/jwks",
          "http://[::1]/jwks",
          "file:///etc/passwd",
          "//attacker.example/jwks",
          "https://login.shop.svc@attacker.example/",
          "data:application/json,%7B%22keys%22%3A%5B%5D%7D");

  private HeaderForgeries() {}

  static List<Kind> kinds() {
    return List.of(
        forged("jwk-of-a-stranger", HeaderForgeries::strangersJwk),
        forged("jwk-of-the-trusted-key", HeaderForgeries::trustedJwk),
        forged("jku", work -> brought(work, "jku", Members.quoted(work.pick(ADDRESSES)))),
        forged("x5u", work -> brought(work, "x5u", Members.quoted(work.pick(ADDRESSES)))),
        forged("x5c", HeaderForgeries::certificate),
        forged("x5t", HeaderForgeries::thumbprint),
        forged("crit", HeaderForgeries::critical),
        forged("b64-false", HeaderForgeries::unencoded),
        forged("b64-of-any-value", HeaderForgeries::anyB64),
        forged("zip", HeaderForgeries::compressed),
        forged("typ-of-another-token", HeaderForgeries::ofAnotherType),
        forged("typ-missing", work -> work.withHeader(work.header().without("typ"))),
        forged("typ-of-no-name", HeaderForgeries::typOfNoName),
        forged("typ-twice", HeaderForgeries::typTwice),
        forged("token-within-a-token", HeaderForgeries::nested));
  }

  private static String strangersJwk(Workpiece work) {
    TokenKey stranger = work.stranger();
    String kid = work.pick(stranger.kid(), work.key.kid());
    Members header = work.header().withText("kid", kid).with("jwk", stranger.publicJwk());
    return stranger.token(header.text(), bytes(work.claims().text()));
  }

  /** It would verify, but whoever reads the key from the token would verify any other as well. */
  private static String trustedJwk(Workpiece work) {
    return work.withHeader(work.header().with("jwk", work.key.publicJwk()));
  }

  /** Signed by a stranger, or by the trusted key: the member must not even be there. */
  private static String brought(Workpiece work, String member, String json) {
    Members header = work.header().with(member, json);
    TokenKey signer = work.pick(work.stranger(), work.key);
    return signer.token(header.text(), bytes(work.claims().text()));
  }

  private static String certificate(Workpiece work) {
    String der =
        Base64.getEncoder().encodeToString(work.stranger().pair().getPublic().getEncoded());
    return brought(work, "x5c", work.pick("[\"" + der + "\"]", "[]", "\"" + der + "\"", "null"));
  }

  private static String thumbprint(Workpiece work) {
    boolean sha256 = work.chance.nextBoolean();
    return brought(
        work,
        sha256 ? "x5t#S256" : "x5t",
        Members.quoted(Base64Text.of(work.bytes(sha256 ? 32 : 20))));
  }

  private static String critical(Workpiece work) {
    String crit =
        work.pick(
            "[\"exp\"]",
            "[]",
            "[\"b64\"]",
            "[\"http://example.com/unknown\"]",
            "[\"alg\"]",
            "[\"exp\",\"exp\"]",
            "\"exp\"",
            "null",
            "{}",
            "[1]");
    return work.withHeader(work.header().with("exp", 1_900_000_000).with("crit", crit));
  }

  /** RFC 7797, done rightly: the payload is signed as it is. */
  private static String unencoded(Workpiece work) {
    Members header = work.header().with("b64", "false");
    if (work.chance.nextBoolean()) {
      header = header.with("crit", "[\"b64\"]");
    }
    String claims = work.claims().text();
    String input = Base64Text.of(header.text()) + "." + claims;
    String signature = Base64Text.of(work.key.sign(input));
    return work.pick(
        input + "." + signature,
        Base64Text.of(header.text()) + "." + Base64Text.of(claims) + "." + signature,
        Base64Text.of(header.text()) + ".." + signature);
  }

  private static String anyB64(Workpiece work) {
    return work.withHeader(
        work.header().with("b64", work.pick("true", "false", "null", "\"false\"", "0")));
  }

  private static String compressed(Workpiece work) {
    byte[] claims = bytes(work.claims().text());
    Members header = work.header().withText("zip", work.pick("DEF", "GZIP", "def"));
    return work.key.token(header.text(), work.chance.nextBoolean() ? deflated(claims) : claims);
  }

  private static byte[] deflated(byte[] content) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(content);
      deflater.finish();
      byte[] buffer = new byte[content.length + 64];
      return Arrays.copyOf(buffer, deflater.deflate(buffer));
    } finally {
      deflater.end();
    }
  }

  private static String ofAnotherType(Workpiece work) {
    String typ = work.target.typ();
    String another =
        work.pick(
            "id+jwt",
            "logout+jwt",
            "dpop+jwt",
            "token-introspection+jwt",
            "secevent+jwt",
            "JOSE",
            "JOSE+JSON",
            typ + ";charset=utf-8",
            typ + " ",
            " " + typ,
            typ + "\u0000",
            "text/" + typ,
            "application/application/" + typ,
            typ.replace('t', '\uff54'),
            typ.replace("+", "%2B"),
            "");
    return work.withHeader(work.header().withText("typ", another));
  }

  private static String typOfNoName(Workpiece work) {
    String quoted = Members.quoted(work.target.typ());
    return work.withHeader(
        work.header().with("typ", work.pick("null", "true", "1", "[" + quoted + "]", "{}")));
  }

  private static String typTwice(Workpiece work) {
    String header = work.header().text();
    String second = ",\"typ\":" + Members.quoted(work.pick(work.target.typ(), "id+jwt")) + "}";
    return work.signed(header.substring(0, header.length() - 1) + second, work.claims().text());
  }

  private static String nested(Workpiece work) {
    Members header = work.header().withText("cty", work.pick("JWT", "jwt", work.target.typ()));
    String inner =
        work.pick(
            work.good,
            Base64Text.of("{\"alg\":\"none\"}") + "." + Base64Text.of(work.claims().text()) + ".");
    return work.signed(header.text(), work.pick(inner, Members.quoted(inner), "[" + inner + "]"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
