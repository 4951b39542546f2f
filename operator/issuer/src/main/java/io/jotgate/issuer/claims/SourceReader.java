package io.jotgate.issuer.claims;

import io.jotgate.issuer.model.ClaimMapping;
import io.jotgate.issuer.model.ClaimSource.Body;
import io.jotgate.issuer.model.ClaimSource.Consumer;
import io.jotgate.issuer.model.ClaimSource.Credential;
import io.jotgate.issuer.model.ClaimSource.Header;
import io.jotgate.issuer.model.ClaimSource.Value;
import io.jotgate.issuer.model.ClaimType;
import io.jotgate.issuer.model.JsonPointer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the value of a claim where its mapping says, in the type of the claim. */
final class SourceReader {
  /** What is there. */
  sealed interface Reading permits Found, Nothing, Broken {}

  /** A value of the type of the claim. */
  record Found(Object value) implements Reading {}

  /** No value. */
  record Nothing() implements Reading {}

  /** Something else than a value of this type. */
  record Broken(ClaimRule rule) implements Reading {}

  private SourceReader() {}

  static Reading read(ClaimMapping mapping, ClaimsRequest request) {
    ClaimType type = mapping.type();
    return switch (mapping.source()) {
      case Value value -> mapping.constant().<Reading>map(Found::new).orElse(new Nothing());
      case Consumer consumer when consumer.isGroups() ->
          request.consumer().groups().isEmpty()
              ? new Nothing()
              : new Found(request.consumer().groups());
      case Consumer(String attribute) ->
          typed(Optional.ofNullable(request.consumer().attributes().get(attribute)), type::parse);
      case Credential(Credential.Property property) ->
          typed(Optional.of(credential(property, request)), type::parse);
      case Body(JsonPointer pointer) -> typed(pointer.find(request.body()), type::accept);
      case Header(String name) -> header(type, request.headers().apply(name));
    };
  }

  private static String credential(Credential.Property property, ClaimsRequest request) {
    return switch (property) {
      case NAME -> request.credentialName();
      case ID -> request.credentialId();
      case TYPE -> request.credentialType();
    };
  }

  private static Reading header(ClaimType type, List<String> values) {
    if (values.size() > 1 && type != ClaimType.STRING_LIST) {
      return new Broken(ClaimRule.SEVERAL);
    }
    // What bytes beyond ASCII mean in a header is not agreed on (RFC 9110 section 5.5).
    if (!values.stream().allMatch(ClaimCharacters::printableAscii)) {
      return new Broken(ClaimRule.CHARACTERS);
    }
    // Several lines of one list are one list (RFC 9110 section 5.3).
    String text = String.join(",", values);
    return typed(text.isBlank() ? Optional.empty() : Optional.of(text), type::parse);
  }

  private static <T> Reading typed(Optional<T> value, Function<T, Optional<Object>> type) {
    if (value.isEmpty()) {
      return new Nothing();
    }
    return type.apply(value.get()).<Reading>map(Found::new).orElse(new Broken(ClaimRule.TYPE));
  }
}
