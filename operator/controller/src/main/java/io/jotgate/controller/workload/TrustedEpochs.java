package io.jotgate.controller.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jotgate.policy.render.Documents;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which issuers trust documents name, and the ring epochs that they were made of. */
final class TrustedEpochs {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ISSUER = Pattern.compile(";([^;=]+)=(\\d{1,18})");

  private TrustedEpochs() {}

  /** Ring epochs by issuer; empty when the documents cannot be read. */
  static Map<String, Long> of(Documents trust) {
    var epochs = new TreeMap<String, Long>();
    Matcher issuers = ISSUER.matcher(version(trust.text(EnvoyRenderer.JWT)));
    while (issuers.find()) {
      epochs.put(issuers.group(1), Long.valueOf(issuers.group(2)));
    }
    return epochs;
  }

  private static String version(String document) {
    try {
      return JSON.readTree(document).path("version_info").asText();
    } catch (JsonProcessingException edited) {
      return "";
    }
  }
}
