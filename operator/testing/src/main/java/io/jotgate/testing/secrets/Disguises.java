package io.jotgate.testing.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The forms in which a secret may lie in a text without being seen at once. */
public final class Disguises {
  private Disguises() {}

  /** The secret as it is, in base64 wherever it begins, in hex, percent-encoded and backwards. */
  public static List<String> of(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    List<String> forms = new ArrayList<>();
    forms.add(secret);
    forms.add(new StringBuilder(secret).reverse().toString());
    String hex = HexFormat.of().formatHex(bytes);
    forms.add(hex);
    forms.add(hex.toUpperCase(Locale.ROOT));
    forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    forms.add(HexFormat.ofDelimiter("%").withPrefix("").withUpperCase().formatHex(bytes));
    forms.add(HexFormat.ofDelimiter(" ").formatHex(bytes));
    for (int shift = 0; shift < 3; shift++) {
      forms.add(inBase64(bytes, shift, Base64.getEncoder()));
      forms.add(inBase64(bytes, shift, Base64.getUrlEncoder()));
    }
    return forms.stream().distinct().toList();
  }

  /** The characters that depend on the secret only, with that many bytes before it. */
  private static String inBase64(byte[] secret, int shift, Base64.Encoder encoder) {
    byte[] shifted = new byte[shift + secret.length - (shift + secret.length) % 3];
    Arrays.fill(shifted, (byte) 'x');
    System.arraycopy(secret, 0, shifted, shift, shifted.length - shift);
    return encoder.encodeToString(shifted).substring(shift == 0 ? 0 : 4);
  }
}
