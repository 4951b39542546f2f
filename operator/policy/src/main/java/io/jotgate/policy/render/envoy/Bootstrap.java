package io.jotgate.policy.render.envoy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bootstrap of a version: a constant, except for where the sidecar lives. Envoy reads it once,
 * so it depends on nothing that can change while a pod runs.
 */
final class Bootstrap {
  private static final String EXPRESSION = ".cel";
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Bootstrap() {}

  static Object render(String version, SidecarLayout layout) {
    return at(layout, Json.read(resource("bootstrap-" + version + ".json")).orElseThrow());
  }

  private static String resource(String name) {
    try (InputStream file = Bootstrap.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The resource holds the injected layout; this puts another in its place. */
  private static Object at(SidecarLayout layout, @Nullable Object tree) {
    return switch (tree) {
      case Map<?, ?> map when map.containsKey("port_value") -> socket(layout, map);
      case Map<?, ?> map -> {
        TreeMap<String, Object> moved = new TreeMap<>();
        map.forEach((name, value) -> moved.put(String.valueOf(name), at(layout, value)));
        yield moved;
      }
      case List<?> list -> list.stream().map(value -> at(layout, value)).toList();
      case String text when text.equals(SidecarLayout.INJECTED.adminSocket()) ->
          layout.adminSocket();
      case String text when text.startsWith(SidecarLayout.INJECTED.configDirectory()) ->
          layout.configDirectory()
              + text.substring(SidecarLayout.INJECTED.configDirectory().length());
      case String text when text.endsWith(EXPRESSION) -> expression(text);
      case null -> throw new IllegalStateException("the bootstrap has no null");
      case Object other -> other;
    };
  }

  /** A file of its own has lines; the command operator in its place has one. */
  private static String expression(String file) {
    return "%CEL(" + SPACE.matcher(resource(file)).replaceAll(" ").strip() + ")%";
  }

  private static Map<String, Object> socket(SidecarLayout layout, Map<?, ?> socket) {
    boolean status =
        Integer.valueOf(SidecarLayout.INJECTED.statusPort()).equals(socket.get("port_value"));
    return Map.of(
        "address", layout.address(), "port_value", status ? layout.statusPort() : layout.port());
  }
}
