package io.jotgate.issuer.sensitive;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Random keys and tokens, in the shapes that their makers document. */
final class KeySamples {
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";
  private static final String BASE62 = UPPER + UPPER.toLowerCase(Locale.ROOT) + DIGITS;
  private static final String BASE64URL = BASE62 + "-_";

  private final RandomText draw;

  KeySamples(RandomText draw) {
    this.draw = draw;
  }

  /** One maker for each rule. */
  Map<String, Supplier<String>> makers() {
    Map<String, Supplier<String>> makers = new LinkedHashMap<>();
    makers.put("PEM", this::pem);
    makers.put("JWT", this::jwt);
    makers.put(
        "AWS_KEY",
        () -> draw.pick("AKIA", "ASIA", "AROA", "ABIA") + draw.some(UPPER + "234567", 16));
    makers.put("GITHUB_TOKEN", this::github);
    makers.put("SLACK_TOKEN", this::slack);
    makers.put(
        "STRIPE_KEY",
        () ->
            draw.pick("sk_live_", "sk_test_", "rk_live_") + draw.some(BASE62, 24 + draw.below(80)));
    makers.put("GOOGLE_KEY", this::google);
    makers.put(
        "JOTGATE_KEY",
        () ->
            "jg_"
                + draw.some("abcdefghijklmnopqrstuvwxyz234567", 12)
                + "_"
                + draw.some(BASE62, 32)
                + "_"
                + draw.some(BASE62, 6));
    return makers;
  }

  private String pem() {
    String type = draw.pick("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "CERTIFICATE");
    return "-----BEGIN " + type + "-----\n" + draw.some(BASE62 + "+/", 64) + "\n-----END " + type;
  }

  private String jwt() {
    String alg = draw.pick("ES256", "RS256", "HS256", "EdDSA", "none");
    String header =
        draw.pick(
            "{\"alg\":\"" + alg + "\",\"typ\":\"JWT\"}",
            "{\"typ\":\"JWT\",\"alg\":\"" + alg + "\"}",
            "{ \"alg\": \"" + alg + "\" }",
            "{\n  \"kid\": \"a\",\n  \"alg\": \"" + alg + "\"\n}");
    return base64(header)
        + "."
        + base64("{\"sub\":\"" + draw.some(BASE62, 1 + draw.below(20)) + "\"}")
        + "."
        + draw.some(BASE64URL, alg.equals("none") ? 0 : 43 + draw.below(50));
  }

  private String github() {
    return draw.coin()
        ? draw.pick("ghp_", "gho_", "ghu_", "ghs_", "ghr_") + draw.some(BASE62, 36)
        : "github_pat_" + draw.some(BASE62, 22) + "_" + draw.some(BASE62, 59);
  }

  private String slack() {
    return draw.coin()
        ? draw.pick("xoxb-", "xoxp-", "xoxa-", "xoxs-")
            + draw.some(DIGITS, 12)
            + "-"
            + draw.some(DIGITS, 12)
            + "-"
            + draw.some(BASE62, 24)
        : "https://hooks.slack.com/services/T"
            + draw.some(DIGITS, 8)
            + "/B"
            + draw.some(DIGITS, 8)
            + "/x";
  }

  private String google() {
    return switch (draw.below(3)) {
      case 0 -> "AIza" + draw.some(BASE64URL, 35);
      case 1 -> "GOCSPX-" + draw.some(BASE64URL, 28);
      default -> "ya29." + draw.some(BASE64URL, 100);
    };
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
