package io.jotgate.issuer.audit;

import java.util.Optional;

/** The {@code traceparent} header (W3C Trace Context section 3.2), read strictly. */
final class TraceParent {
  private static final int VERSION_END = 2;
  private static final int TRACE_END = 35;
  private static final int PARENT_END = 52;
  private static final int LENGTH = 55;
  private static final int MAX_LENGTH = 512;

  private TraceParent() {}

  /** The trace id; empty if this is no traceparent. */
  static Optional<String> traceId(String header) {
    boolean form =
        header.length() >= LENGTH
            && header.length() <= MAX_LENGTH
            && hex(header, 0, VERSION_END)
            && hex(header, VERSION_END + 1, TRACE_END)
            && hex(header, TRACE_END + 1, PARENT_END)
            && hex(header, PARENT_END + 1, LENGTH)
            && header.charAt(VERSION_END) == '-'
            && header.charAt(TRACE_END) == '-'
            && header.charAt(PARENT_END) == '-';
    if (!form || header.startsWith("ff")) {
      return Optional.empty();
    }
    // Only a version to come may bring more, behind another dash.
    boolean longer = header.length() > LENGTH;
    if (longer && (header.startsWith("00") || header.charAt(LENGTH) != '-')) {
      return Optional.empty();
    }
    String traceId = header.substring(VERSION_END + 1, TRACE_END);
    String parentId = header.substring(TRACE_END + 1, PARENT_END);
    return zeros(traceId) || zeros(parentId) ? Optional.empty() : Optional.of(traceId);
  }

  private static boolean hex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean zeros(String text) {
    return text.chars().allMatch(c -> c == '0');
  }
}
