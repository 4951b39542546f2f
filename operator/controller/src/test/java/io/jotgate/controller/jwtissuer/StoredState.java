package io.jotgate.controller.jwtissuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.resource.JotgateAnnotations;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Everything that a namespace holds, as a text that is equal for two namespaces if they differ in
 * nothing but their name, kids, key material, uids, versions, epochs and times.
 */
final class StoredState {
  /** All kinds of objects that an issuer consists of. */
  static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          JwtIssuer.class,
          ConfigMap.class,
          Secret.class,
          ServiceAccount.class,
          Service.class,
          Deployment.class,
          PodDisruptionBudget.class,
          NetworkPolicy.class,
          Pod.class);

  private static final Set<String> OF_ONE_RUN =
      Set.of(
          "uid",
          "resourceVersion",
          "creationTimestamp",
          "managedFields",
          "generation",
          "clusterIP",
          "clusterIPs",
          "jotgate.io/applied",
          JotgateAnnotations.REFRESH,
          FaultTour.TOUCHED);

  private static final Set<String> MATERIAL =
      Set.of("x", "y", "d", "n", "p", "q", "dp", "dq", "qi");
  private static final Set<String> EPOCHS_NOW = Set.of("epoch", "ringEpoch");
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern KID = Pattern.compile("(?<![\\w-])[\\w-]{43}(?![\\w-])");

  private final ObjectMapper mapper =
      new ObjectMapper()
          .enable(
              SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  private final Map<String, String> names = new LinkedHashMap<>();

  private final Pattern namespaceName;
  private long epoch;

  private StoredState(String namespace) {
    namespaceName = Pattern.compile("(?<![\\w-])" + Pattern.quote(namespace) + "(?!\\w)");
  }

  /** What is stored in a namespace now. */
  static String of(KubernetesClient user, String namespace) {
    return new StoredState(namespace).text(user, namespace);
  }

  private String text(KubernetesClient user, String namespace) {
    List<JsonNode> objects = new ArrayList<>();
    for (Class<? extends HasMetadata> kind : KINDS) {
      user.resources(kind).inNamespace(namespace).list().getItems().stream()
          .sorted(Comparator.comparing(each -> each.getMetadata().getName()))
          .map(each -> user.getKubernetesSerialization().convertValue(each, JsonNode.class))
          .forEach(objects::add);
    }
    objects.forEach(this::nameWhatDiffers);
    List<Object> canonical =
        objects.stream().map(object -> canonical("", decoded(object))).toList();
    try {
      return mapper.writeValueAsString(canonical);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Kids are named by the order in which the ring has their keys. */
  private void nameWhatDiffers(JsonNode object) {
    if (object.path("kind").asText().equals("JwtIssuer")) {
      names.put(object.path("metadata").path("uid").asText(), "UID");
    }
    String ring = object.path("data").path("ring.json").asText();
    if (!ring.isEmpty()) {
      JsonNode content = parsed(ring);
      epoch = content.path("epoch").asLong();
      names.putIfAbsent(content.path("ownerUid").asText(), "OWNER");
      content.path("keys").forEach(key -> names.put(key.path("kid").asText(), "K" + names.size()));
    }
  }

  private JsonNode decoded(JsonNode object) {
    if (!object.path("kind").asText().equals("Secret")) {
      return object;
    }
    Map<String, Object> secret = new TreeMap<>();
    object.properties().forEach(field -> secret.put(field.getKey(), field.getValue()));
    Map<String, String> data = new TreeMap<>();
    object
        .path("data")
        .properties()
        .forEach(
            field ->
                data.put(
                    field.getKey(),
                    new String(
                        Base64.getDecoder().decode(field.getValue().asText()),
                        StandardCharsets.UTF_8)));
    secret.put("data", data);
    return mapper.valueToTree(secret);
  }

  private Object canonical(String name, JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> fields = new TreeMap<>();
      node.properties().stream()
          .filter(field -> !OF_ONE_RUN.contains(field.getKey()))
          .forEach(
              field -> fields.put(field.getKey(), canonical(field.getKey(), field.getValue())));
      // Without annotations and with none left are the same.
      fields.values().removeIf(Map.of()::equals);
      return fields;
    }
    if (node.isArray()) {
      return node.valueStream().map(item -> canonical(name, item)).toList();
    }
    if (EPOCHS_NOW.contains(name)) {
      return node.asLong() == epoch ? "EPOCH" : "ANOTHER EPOCH";
    }
    if (name.equals("handledRequests")) {
      return "REQUEST";
    }
    if (name.equals("publishedEpoch")) {
      return "EPOCH OF PUBLICATION";
    }
    return node.isTextual() ? canonicalText(name, node.asText()) : node;
  }

  private Object canonicalText(String name, String text) {
    if (text.startsWith("{")) {
      return canonical(name, parsed(text));
    }
    if (MATERIAL.contains(name)) {
      return "MATERIAL";
    }
    if (text.startsWith("-----BEGIN")) {
      return "PEM";
    }
    String result = TIME.matcher(text).replaceAll("TIME");
    result = namespaceName.matcher(result).replaceAll("NAMESPACE");
    for (Map.Entry<String, String> each : names.entrySet()) {
      result = result.replace(each.getKey(), each.getValue());
    }
    result = UUID.matcher(result).replaceAll("ANOTHER UID");
    return KID.matcher(result).replaceAll("ANOTHER KID");
  }

  private JsonNode parsed(String json) {
    try {
      return mapper.readTree(json);
    } catch (JsonProcessingException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
