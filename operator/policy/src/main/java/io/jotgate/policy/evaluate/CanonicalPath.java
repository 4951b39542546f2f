package io.jotgate.policy.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The one path that a request target stands for.
 *
 * <p>Backslashes are slashes, escapes of unreserved characters are resolved (RFC 3986 section
 * 6.2.2.2), then dot segments (section 5.2.4), then empty segments. A target that would still mean
 * different things to different readers has no canonical path: an escaped slash or backslash, a
 * fragment, a NUL, a control character.
 */
final class CanonicalPath {
  private CanonicalPath() {}

  static Optional<String> of(String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    String lower = path.toLowerCase(Locale.ROOT);
    if (!path.startsWith("/")
        || target.contains("#")
        || lower.contains("%2f")
        || lower.contains("%5c")
        || lower.contains("%00")
        || path.chars().anyMatch(character -> character <= ' ' || character == 0x7f)) {
      return Optional.empty();
    }
    return Optional.of(
        withoutDotSegments(resolved(path.replace('\\', '/'))).replaceAll("/{2,}", "/"));
  }

  /** Resolves each escape once: {@code %252e} is an escaped percent sign and stays. */
  private static String resolved(String path) {
    StringBuilder resolved = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      int character = path.charAt(i) == '%' && i + 2 < path.length() ? octet(path, i + 1) : -1;
      if (character >= 0 && isUnreserved((char) character)) {
        resolved.append((char) character);
        i += 2;
      } else {
        resolved.append(path.charAt(i));
      }
    }
    return resolved.toString();
  }

  private static int octet(String path, int at) {
    int high = Character.digit(path.charAt(at), 16);
    int low = Character.digit(path.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static boolean isUnreserved(char character) {
    return (character >= '0' && character <= '9')
        || (character >= 'A' && character <= 'Z')
        || (character >= 'a' && character <= 'z')
        || "-._~".indexOf(character) >= 0;
  }

  /** An empty segment counts as one here, as in the URL standard. */
  private static String withoutDotSegments(String path) {
    String[] segments = path.substring(1).split("/", -1);
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      boolean dots = segments[i].equals(".") || segments[i].equals("..");
      if (segments[i].equals("..") && !kept.isEmpty()) {
        kept.removeLast();
      }
      if (!dots) {
        kept.add(segments[i]);
      } else if (last) {
        kept.add("");
      }
    }
    return "/" + String.join("/", kept);
  }
}
