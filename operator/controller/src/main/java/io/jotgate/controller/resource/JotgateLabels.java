package io.jotgate.controller.resource;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Labels of the objects that the operator makes, and the labels that it looks for. */
public final class JotgateLabels {
  /** The well-known label that names the tool that manages an object. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** The value of {@link #MANAGED_BY} on everything that the operator makes. */
  public static final String JOTGATE = "jotgate";

  /** The well-known label that names an application. */
  public static final String APP_NAME = "app.kubernetes.io/name";

  /** The value of {@link #APP_NAME} on pods of the token service. */
  public static final String ISSUER_APP = "jotgate-issuer";

  /** The value of {@link #APP_NAME} on pods of the operator. */
  public static final String OPERATOR_APP = "jotgate-operator";

  /** Names the JwtIssuer that an object belongs to. */
  public static final String ISSUER = "jotgate.io/issuer";

  /** Names the ApiConsumer that an object belongs to. */
  public static final String CONSUMER = "jotgate.io/consumer";

  /** Names the workload that an object belongs to. */
  public static final String WORKLOAD = "jotgate.io/workload";

  /** On ConfigMaps of workloads and issuers: which documents they hold. */
  public static final String DOCUMENTS = "jotgate.io/documents";

  /** The value of {@link #DOCUMENTS} on what is enforced. */
  public static final String POLICY = "policy";

  /** The value of {@link #DOCUMENTS} on whose tokens are accepted. */
  public static final String TRUST = "trust";

  /** The value of {@link #DOCUMENTS} on when credentials were last used. */
  public static final String USAGE = "usage";

  /** On pods of a protected workload: the name of the workload; the injector acts on it. */
  public static final String SIDECAR = "jotgate.io/sidecar";

  /** On a Secret that a user brings: the operator may read it. Its value is {@code "true"}. */
  public static final String WATCH = "jotgate.io/watch";

  private JotgateLabels() {}

  /** Labels of an object that belongs to a JwtIssuer. */
  public static Map<String, String> ofIssuer(String issuer) {
    return sorted(MANAGED_BY, JOTGATE, ISSUER, issuer);
  }

  /** Labels of an object that belongs to an ApiConsumer. */
  public static Map<String, String> ofConsumer(String consumer) {
    return sorted(MANAGED_BY, JOTGATE, CONSUMER, consumer);
  }

  /** Labels of an object that belongs to a workload. */
  public static Map<String, String> ofWorkload(String workload) {
    return sorted(MANAGED_BY, JOTGATE, WORKLOAD, workload);
  }

  /** Labels of a ConfigMap of a workload. */
  public static Map<String, String> ofDocuments(String workload, String documents) {
    return sorted(MANAGED_BY, JOTGATE, WORKLOAD, workload, DOCUMENTS, documents);
  }

  /** Labels of a pod of the token service. */
  public static Map<String, String> ofIssuerPod(String issuer) {
    return sorted(MANAGED_BY, JOTGATE, APP_NAME, ISSUER_APP, ISSUER, issuer);
  }

  /** Selects our objects that carry the given label, whatever its value. */
  public static String selectorOf(String label) {
    return MANAGED_BY + "=" + JOTGATE + "," + label;
  }

  /** Selects our objects that carry a label with the given value. */
  public static String selectorOf(String label, String value) {
    return selectorOf(label) + "=" + value;
  }

  /**
   * Whether an object carries all of the given labels. One that does not is foreign, whatever its
   * name, and is never adopted.
   */
  public static boolean carries(HasMetadata object, Map<String, String> labels) {
    return Metadata.labels(object).entrySet().containsAll(labels.entrySet());
  }

  /** The same order in every process, so that equal objects have equal bytes. */
  private static Map<String, String> sorted(String... keysAndValues) {
    var labels = new TreeMap<String, String>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      labels.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return Collections.unmodifiableMap(labels);
  }
}
