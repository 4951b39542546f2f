package io.jotgate.policy.render.envoy;

import io.jotgate.policy.render.Documents;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The five documents as one bootstrap without discovery: {@code envoy --mode validate} reads what
 * is inline, and nothing else.
 */
final class StaticTwin {
  private final Map<String, Object> filters;
  private final Object routes;
  private final List<?> clusters;

  private StaticTwin(Documents policy, Documents trust) {
    filters =
        Map.of(
            Types.JWT_FILTER, typedConfig(trust, EnvoyRenderer.JWT),
            Types.REVOCATION_FILTER, typedConfig(trust, EnvoyRenderer.REVOCATION));
    routes = withoutType(resources(policy, EnvoyRenderer.ROUTES).getFirst());
    clusters =
        resources(policy, EnvoyRenderer.CLUSTERS).stream().map(StaticTwin::withoutType).toList();
  }

  static String of(Documents policy, Documents trust) {
    Map<?, ?> bootstrap = Json.read(policy.text(EnvoyRenderer.BOOTSTRAP)).orElseThrow();
    SortedMap<String, Object> twin = members(new StaticTwin(policy, trust).inline(bootstrap));
    twin.remove("dynamic_resources");
    return Json.write(twin);
  }

  private static List<?> resources(Documents documents, String file) {
    return Json.list(Json.read(documents.text(file)).orElseThrow().get("resources"));
  }

  private static Object typedConfig(Documents trust, String file) {
    return Objects.requireNonNull(Json.at(resources(trust, file).getFirst(), "typed_config"));
  }

  private static SortedMap<String, Object> members(@Nullable Object tree) {
    TreeMap<String, Object> members = new TreeMap<>();
    Json.map(tree).forEach((name, value) -> members.put(String.valueOf(name), value));
    return members;
  }

  private static Object withoutType(@Nullable Object resource) {
    SortedMap<String, Object> members = members(resource);
    members.remove("@type");
    return members;
  }

  private Object inline(@Nullable Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> {
        TreeMap<String, Object> inlined = new TreeMap<>();
        map.forEach((name, value) -> inlined.put(String.valueOf(name), inline(value)));
        if (inlined.remove("config_discovery") != null) {
          inlined.put("typed_config", filters.get(Json.text(map.get("name"))));
        }
        if (inlined.remove("rds") != null) {
          inlined.put("route_config", routes);
        }
        if (inlined.get("clusters") instanceof List<?> own) {
          inlined.put("clusters", Stream.concat(own.stream(), clusters.stream()).toList());
        }
        yield inlined;
      }
      case List<?> list -> list.stream().map(this::inline).toList();
      case null -> throw new IllegalArgumentException("null");
      case Object other -> other;
    };
  }
}
