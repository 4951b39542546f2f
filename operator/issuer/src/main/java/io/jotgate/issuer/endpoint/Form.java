package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.authentication.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a token request (RFC 6749 section 3.2): a body of {@code
 * application/x-www-form-urlencoded}. A parameter without a value counts as left out; none may be
 * there twice but those of which a request may have several.
 */
final class Form {
  private static final int MAX_PARAMETERS = 64;

  private final Map<String, List<String>> parameters;

  private Form(Map<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  /**
   * Reads a body.
   *
   * @param repeatable names of parameters that may be there several times
   * @throws MalformedFormException if it is no such form
   */
  static Form parse(byte[] body, Set<String> repeatable) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    // One character a byte: whatever is beyond ASCII is refused when it is decoded.
    String[] pairs = new String(body, StandardCharsets.ISO_8859_1).split("&", MAX_PARAMETERS + 1);
    if (pairs.length > MAX_PARAMETERS) {
      throw new MalformedFormException("the form has more than 64 parameters");
    }
    for (String pair : pairs) {
      if (pair.isEmpty()) {
        continue;
      }
      int end = pair.indexOf('=');
      String name = decode(end < 0 ? pair : pair.substring(0, end));
      String value = decode(end < 0 ? "" : pair.substring(end + 1));
      List<String> values = parameters.computeIfAbsent(name, key -> new ArrayList<>());
      if (!values.isEmpty() && !repeatable.contains(name)) {
        throw new MalformedFormException("a parameter is there twice");
      }
      values.add(value);
    }
    return new Form(parameters);
  }

  /** All values of a parameter that are not empty. */
  List<String> all(String name) {
    return parameters.getOrDefault(name, List.of()).stream()
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** The value of a parameter that may be there once. */
  Optional<String> one(String name) {
    return all(name).stream().findFirst();
  }

  private static String decode(String encoded) {
    return PercentEncoding.decode(encoded)
        .orElseThrow(() -> new MalformedFormException("the form is not encoded as it should be"));
  }

  /** Leaves out the values: secrets are among them. */
  @Override
  public String toString() {
    return "Form[" + parameters.size() + " parameters]";
  }
}
