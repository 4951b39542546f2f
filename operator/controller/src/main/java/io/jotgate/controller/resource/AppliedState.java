package io.jotgate.controller.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tells whether an object already is as we want it, so that nothing is written when nothing
 * changes.
 *
 * <p>The desired object carries a hash of itself in an annotation. An actual object is as wanted if
 * it carries the same hash (so we ask for what we asked for last time, nothing was added or left
 * out) and still holds every field that we ask for (so nobody has changed it since). Fields that
 * the API server or others add are theirs, except in selectors and rules.
 */
public final class AppliedState {
  /** On every object that we apply: hash of what we asked for. */
  public static final String HASH = "jotgate.io/applied";

  private static final int HASH_LENGTH = 16;
  private static final Pattern QUANTITY =
      Pattern.compile("[0-9]+(\\.[0-9]+)?([numkMGTPE]|[KMGTPE]i|[eE][0-9]+)?");

  /**
   * Members that are ours as a whole. One entry more would not be an addition: a selector would
   * select less, a rule admit more.
   */
  private static final Set<String> WHOLE =
      Set.of(
          "selector",
          "podSelector",
          "namespaceSelector",
          "labelSelector",
          "nodeSelector",
          "ingress");

  private final KubernetesSerialization serialization;

  /** Compares objects in their JSON form. */
  public AppliedState(KubernetesSerialization serialization) {
    this.serialization = serialization;
  }

  /** The desired object with the hash of its content; the argument is not changed. */
  public <R extends HasMetadata> R stamped(R desired) {
    R stamped = serialization.clone(desired);
    Map<String, String> annotations =
        new TreeMap<>(Optional.ofNullable(stamped.getMetadata().getAnnotations()).orElse(Map.of()));
    annotations.put(HASH, hash(canonical(serialization.convertValue(desired, JsonNode.class))));
    stamped.getMetadata().setAnnotations(annotations);
    return stamped;
  }

  /** Whether the actual object needs no write to be as a {@link #stamped} one wants it. */
  public boolean holds(HasMetadata stamped, HasMetadata actual) {
    return contains(
        serialization.convertValue(actual, JsonNode.class),
        serialization.convertValue(stamped, JsonNode.class));
  }

  private static boolean contains(JsonNode actual, JsonNode desired) {
    if (desired.isObject()) {
      return desired.properties().stream()
          .allMatch(
              field ->
                  actual.has(field.getKey())
                      && (WHOLE.contains(field.getKey())
                          ? actual.get(field.getKey()).equals(field.getValue())
                          : contains(actual.get(field.getKey()), field.getValue())));
    }
    if (desired.isArray()) {
      return actual.isArray()
          && actual.size() == desired.size()
          && IntStream.range(0, desired.size())
              .allMatch(index -> contains(actual.get(index), desired.get(index)));
    }
    return actual.equals(desired) || sameQuantity(actual.asText(), desired.asText());
  }

  /** The API server writes "0.5" as "500m": the same amount in another notation. */
  private static boolean sameQuantity(String actual, String desired) {
    return QUANTITY.matcher(actual).matches()
        && QUANTITY.matcher(desired).matches()
        && Quantity.getAmountInBytes(new Quantity(actual))
                .compareTo(Quantity.getAmountInBytes(new Quantity(desired)))
            == 0;
  }

  /** The same text for the same content, in whatever order its members were put in. */
  private static String canonical(JsonNode node) {
    if (node.isObject()) {
      return node.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .map(field -> "\"" + field.getKey() + "\":" + canonical(field.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (node.isArray()) {
      return node.valueStream()
          .map(AppliedState::canonical)
          .collect(Collectors.joining(",", "[", "]"));
    }
    return node.toString();
  }

  private static String hash(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
