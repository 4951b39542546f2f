package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.StrictJson;
import io.jotgate.issuer.token.TokenRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the form of a token request asks for. Parameters that are not known here are ignored (RFC
 * 6749 section 3.2).
 */
final class TokenRequestForm {
  /** The only grant. */
  static final String CLIENT_CREDENTIALS = "client_credentials";

  /** Parameters that a request may have several times (RFC 8693 section 2.1, RFC 8707). */
  static final Set<String> REPEATABLE = Set.of("audience", "resource");

  private static final int MAX_AUDIENCE_LENGTH = 256;
  private static final int MAX_CLAIMS_LENGTH = BoundedBody.MAX_BYTES;
  private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,8}");

  private TokenRequestForm() {}

  /**
   * Reads a form.
   *
   * @throws MalformedFormException if expires_in is no whole number of seconds above 0
   * @throws InvalidDocumentException if claims is not a JSON object
   * @throws MalformedScopeException if scope is not a list of scope-tokens (RFC 6749 section 3.3)
   * @throws MalformedTargetException if an audience is too long, or a resource no absolute URI
   */
  static TokenRequest read(Form form) {
    Optional<String> scope = form.one("scope");
    if (scope.filter(text -> text.length() > ScopeList.MAX_LENGTH).isPresent()) {
      throw new MalformedScopeException();
    }
    return new TokenRequest(
        scope.map(ScopeList::parse),
        audiences(form),
        form.one("expires_in").map(TokenRequestForm::seconds),
        claims(form));
  }

  /** A resource is an audience that is a URI: what RFC 8707 section 2 leaves to the server. */
  private static Optional<List<String>> audiences(Form form) {
    List<String> audiences = new ArrayList<>(form.all("audience"));
    for (String resource : form.all("resource")) {
      if (!isAbsoluteUri(resource)) {
        throw new MalformedTargetException();
      }
      audiences.add(resource);
    }
    if (audiences.stream().anyMatch(audience -> audience.length() > MAX_AUDIENCE_LENGTH)) {
      throw new MalformedTargetException();
    }
    return audiences.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(audiences));
  }

  private static boolean isAbsoluteUri(String text) {
    try {
      URI uri = new URI(text);
      return uri.isAbsolute() && uri.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Duration seconds(String text) {
    if (!SECONDS.matcher(text).matches()) {
      throw new MalformedFormException("expires_in must be a whole number of seconds above 0");
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }

  private static Map<String, @Nullable Object> claims(Form form) {
    Optional<String> text = form.one("claims");
    return text.isEmpty()
        ? Map.of()
        : StrictJson.object(text.get(), MAX_CLAIMS_LENGTH).plainMembers();
  }

  /** An audience or resource has no form that an audience can have. */
  static final class MalformedTargetException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
  }
}
