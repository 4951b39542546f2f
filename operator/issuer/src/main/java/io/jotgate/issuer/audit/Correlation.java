package io.jotgate.issuer.audit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * By what a line of the audit is found again from the logs of others: ids that the client has sent.
 * They are recorded and never trusted: any client can send those of another.
 */
public final class Correlation {
  private static final Map<String, String> IDS =
      Map.of("X-Request-Id", "requestId", "X-Transaction-Id", "parentTransactionId");

  private Correlation() {}

  /**
   * The fields for the ids of a request. A header that is there several times counts as absent.
   *
   * @param headers gives all values of a header
   */
  public static Map<String, String> of(Function<String, List<String>> headers) {
    Map<String, String> fields = new TreeMap<>();
    List<String> traceParents = headers.apply("traceparent");
    if (traceParents.size() == 1) {
      TraceParent.traceId(traceParents.getFirst()).ifPresent(id -> fields.put("traceId", id));
    }
    IDS.forEach(
        (header, field) -> {
          List<String> values = headers.apply(header);
          if (values.size() == 1 && !values.getFirst().isEmpty()) {
            fields.put(field, ClientText.harmless(values.getFirst()));
          }
        });
    return fields;
  }
}
