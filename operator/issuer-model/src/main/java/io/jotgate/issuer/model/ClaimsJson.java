package io.jotgate.issuer.model;

import io.jotgate.issuer.model.ClaimSource.Body;
import io.jotgate.issuer.model.ClaimSource.Consumer;
import io.jotgate.issuer.model.ClaimSource.Credential;
import io.jotgate.issuer.model.ClaimSource.Header;
import io.jotgate.issuer.model.ClaimSource.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The JSON form of {@link ClaimsConfig}, a part of {@code issuer.json}. */
final class ClaimsJson {
  private static final int MAX_VALUE = 4096;

  private ClaimsJson() {}

  static Map<String, Object> write(ClaimsConfig config) {
    return new TreeMap<>(
        Map.of(
            "denyNames", config.denyNames(),
            "mappings", config.mappings().stream().map(ClaimsJson::write).toList(),
            "sensitive", config.sensitive().name(),
            "transactionId", config.transactionId()));
  }

  static ClaimsConfig read(StrictObject json) {
    return new ClaimsConfig(
        json.objects("mappings", ClaimsConfig.MAX_MAPPINGS, ClaimsJson::readMapping),
        json.bool("transactionId"),
        json.constant("sensitive", SensitiveAction.class),
        json.strings("denyNames", ClaimsConfig.MAX_DENY_NAMES, ClaimMapping.MAX_NAME));
  }

  private static Map<String, Object> write(ClaimMapping mapping) {
    Map<String, Object> json = new TreeMap<>();
    json.put("claim", mapping.claim());
    json.put("from", write(mapping.source()));
    json.put("maxLength", mapping.maxLength());
    json.put("required", mapping.required());
    json.put("type", mapping.type().name());
    Optional.ofNullable(mapping.pattern()).ifPresent(p -> json.put("pattern", p.text()));
    return json;
  }

  private static ClaimMapping readMapping(StrictObject json) {
    return new ClaimMapping(
        json.string("claim", ClaimMapping.MAX_NAME),
        json.object("from", ClaimsJson::readSource),
        json.constant("type", ClaimType.class),
        json.bool("required"),
        json.optionalString("pattern", ValuePattern.MAX_LENGTH).map(ValuePattern::new).orElse(null),
        (int) json.number("maxLength", 1, ClaimMapping.HARD_MAX_LENGTH));
  }

  private static Map<String, Object> write(ClaimSource source) {
    return switch (source) {
      case Consumer(String attribute) -> Map.of("consumer", attribute);
      case Credential(Credential.Property property) -> Map.of("credential", property.name());
      case Body(JsonPointer pointer) -> Map.of("body", pointer.text());
      case Header(String name) -> Map.of("header", name);
      case Value(String text) -> Map.of("value", text);
    };
  }

  private static ClaimSource readSource(StrictObject json) {
    List<ClaimSource> sources =
        Stream.<Optional<? extends ClaimSource>>of(
                json.optionalString("consumer", Syntax.MAX_NAME).map(Consumer::new),
                json.has("credential")
                    ? Optional.of(
                        new Credential(json.constant("credential", Credential.Property.class)))
                    : Optional.empty(),
                json.optionalString("body", JsonPointer.MAX_LENGTH)
                    .map(JsonPointer::parse)
                    .map(Body::new),
                json.optionalString("header", Syntax.MAX_NAME).map(Header::new),
                json.optionalString("value", MAX_VALUE).map(Value::new))
            .<ClaimSource>flatMap(Optional::stream)
            .toList();
    if (sources.size() != 1) {
      throw json.invalid("from", "must name exactly one source");
    }
    return sources.getFirst();
  }
}
