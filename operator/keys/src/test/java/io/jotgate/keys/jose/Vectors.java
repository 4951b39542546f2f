package io.jotgate.keys.jose;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/** Test vectors of others, as they publish them. */
final class Vectors {
  private Vectors() {}

  static Map<String, Object> read(String resource) {
    try (InputStream in = Vectors.class.getResourceAsStream(resource)) {
      assertNotNull(in, resource);
      return JSONObjectUtils.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException | ParseException e) {
      throw new AssertionError(resource, e);
    }
  }

  static Map<?, ?> object(Map<?, ?> parent, String name) {
    Map<?, ?> child = (Map<?, ?>) parent.get(name);
    assertNotNull(child, name);
    return child;
  }

  static List<Map<?, ?>> objects(Map<?, ?> parent, String name) {
    List<?> entries = (List<?>) parent.get(name);
    assertNotNull(entries, name);
    return entries.stream().<Map<?, ?>>map(entry -> (Map<?, ?>) entry).toList();
  }

  static String text(Map<?, ?> parent, String name) {
    return String.valueOf(parent.get(name));
  }
}
