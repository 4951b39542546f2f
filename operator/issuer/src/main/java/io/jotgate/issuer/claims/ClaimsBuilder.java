package io.jotgate.issuer.claims;

import io.jotgate.issuer.claims.ClaimsResult.Claims;
import io.jotgate.issuer.claims.ClaimsResult.Refused;
import io.jotgate.issuer.model.AssertableClaim;
import io.jotgate.issuer.model.ClaimMapping;
import io.jotgate.issuer.model.ClaimsConfig;
import io.jotgate.issuer.model.SensitiveAction;
import io.jotgate.issuer.sensitive.SensitiveGuard;
import io.jotgate.issuer.sensitive.SensitiveRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fills claims by the mappings of an issuer. What no mapping names does not get into a token. What
 * the client sends fills a claim only if the consumer may assert it, and within its pattern.
 *
 * <p>The order of claims, and which one is refused first, is that of their names.
 */
public final class ClaimsBuilder {
  /** Most bytes of all mapped claims as JSON: the token still fits into a header of 8 KiB. */
  public static final int MAX_BYTES = 4096;

  private final ClaimsRequest request;
  private final SensitiveAction sensitive;
  private final SortedMap<String, Object> claims = new TreeMap<>();
  private final List<String> dropped = new ArrayList<>();
  private int bytes;

  private ClaimsBuilder(ClaimsRequest request, SensitiveAction sensitive) {
    this.request = request;
    this.sensitive = sensitive;
  }

  /** Fills all claims, or names the first that cannot be. */
  public static ClaimsResult build(ClaimsConfig config, ClaimsRequest request) {
    ClaimsBuilder builder = new ClaimsBuilder(request, config.sensitive());
    for (ClaimMapping mapping : config.mappings()) {
      Optional<Refused> refused = builder.add(mapping);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    return new Claims(builder.claims, List.copyOf(builder.dropped));
  }

  private Optional<Refused> add(ClaimMapping mapping) {
    return switch (SourceReader.read(mapping, request)) {
      case SourceReader.Nothing() ->
          mapping.required() ? refused(mapping, ClaimRule.REQUIRED) : Optional.empty();
      case SourceReader.Broken(ClaimRule rule) -> refused(mapping, rule);
      case SourceReader.Found(Object value) -> addValue(mapping, value);
    };
  }

  private Optional<Refused> addValue(ClaimMapping mapping, Object value) {
    List<String> texts = texts(value);
    Optional<ClaimRule> broken = broken(mapping, texts);
    if (broken.isPresent()) {
      return refused(mapping, broken.get());
    }
    for (String text : texts) {
      Optional<SensitiveRule> found = SensitiveGuard.find(text);
      if (found.isPresent()) {
        return sensitive(mapping, found.get());
      }
    }
    bytes += ClaimSize.of(mapping.claim(), value);
    if (bytes > MAX_BYTES) {
      return refused(mapping, ClaimRule.SIZE);
    }
    claims.put(mapping.claim(), value);
    return Optional.empty();
  }

  private Optional<ClaimRule> broken(ClaimMapping mapping, List<String> texts) {
    boolean asserted = mapping.source().clientAsserted();
    for (String text : texts) {
      if (text.isEmpty() || text.codePointCount(0, text.length()) > mapping.maxLength()) {
        return Optional.of(ClaimRule.LENGTH);
      }
      if (!ClaimCharacters.allowed(text)) {
        return Optional.of(ClaimRule.CHARACTERS);
      }
      if (asserted && !mayAssert(mapping.claim(), text)) {
        return Optional.of(ClaimRule.ASSERTABLE);
      }
      if (mapping.pattern() != null && !mapping.pattern().matches(text)) {
        return Optional.of(ClaimRule.PATTERN);
      }
    }
    return Optional.empty();
  }

  private boolean mayAssert(String claim, String text) {
    for (AssertableClaim assertable : request.consumer().assertableClaims()) {
      if (assertable.name().equals(claim)) {
        return assertable.pattern().matches(text);
      }
    }
    return false;
  }

  private Optional<Refused> sensitive(ClaimMapping mapping, SensitiveRule rule) {
    if (sensitive == SensitiveAction.DROP && !mapping.required()) {
      dropped.add(mapping.claim());
      return Optional.empty();
    }
    return Optional.of(
        new Refused(
            mapping.claim(),
            rule.name().toLowerCase(Locale.ROOT),
            "the value looks like " + rule.description()));
  }

  private static Optional<Refused> refused(ClaimMapping mapping, ClaimRule rule) {
    return Optional.of(
        new Refused(mapping.claim(), rule.name().toLowerCase(Locale.ROOT), rule.description()));
  }

  /** The strings of a value; of a number or truth value its JSON text. */
  private static List<String> texts(Object value) {
    return value instanceof List<?> items
        ? items.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }
}
