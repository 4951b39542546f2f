package io.jotgate.testing.apiserver;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * A namespace of its own for one test, with the ServiceAccount and the Roles that the chart gives
 * the operator: what those do not allow, the operator under test cannot do.
 */
public final class InstalledNamespace {
  private final ApiServer server;
  private final String name;
  private final String operator;
  private final Set<String> watched = new ConcurrentSkipListSet<>();

  private InstalledNamespace(ApiServer server, String name, String operator) {
    this.server = server;
    this.name = name;
    this.operator = operator;
    watched.add(name);
  }

  static InstalledNamespace install(ApiServer server, String name) {
    KubernetesClient admin = server.admin();
    create(admin, name);
    List<HasMetadata> objects =
        admin.load(new ByteArrayInputStream(Chart.render(name, Chart.OPERATOR_ACCESS))).items();
    objects.forEach(each -> admin.resource(each).inNamespace(name).create());
    String account =
        objects.stream()
            .filter(ServiceAccount.class::isInstance)
            .map(each -> each.getMetadata().getName())
            .findFirst()
            .orElseThrow();
    return new InstalledNamespace(server, name, "system:serviceaccount:" + name + ":" + account);
  }

  /** The name of the namespace. */
  public String name() {
    return name;
  }

  /** The namespaces that the operator watches. */
  public Set<String> watched() {
    return Set.copyOf(watched);
  }

  /** A new namespace that the operator watches, too, if it starts after this. */
  public String watchesAlso(String suffix) {
    String neighbour = name + "-" + suffix;
    create(admin(), neighbour);
    watched.add(neighbour);
    admin()
        .load(
            new ByteArrayInputStream(
                Chart.render(name, List.copyOf(watched), Chart.OPERATOR_ACCESS)))
        .items()
        .forEach(
            each ->
                admin()
                    .resource(each)
                    .inNamespace(
                        Optional.ofNullable(each.getMetadata().getNamespace()).orElse(name))
                    .createOr(NonDeletingOperation::update));
    return neighbour;
  }

  private static void create(KubernetesClient admin, String namespace) {
    admin
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
  }

  /** A client that may do everything: the voice of the user and of the cluster. */
  public KubernetesClient admin() {
    return server.admin();
  }

  /** A new configuration for a client that has exactly the operator's permissions. */
  public Config operatorConfig() {
    Config config = server.adminConfig();
    config.setNamespace(name);
    config.setImpersonateUsername(operator);
    config.setImpersonateGroups(
        "system:serviceaccounts", "system:serviceaccounts:" + name, "system:authenticated");
    return config;
  }

  /** What the operator has asked the API server in these namespaces or in none, oldest first. */
  public List<AuditedRequest> operatorRequests() {
    return server.audit().requests().stream()
        .filter(each -> each.user().equals(operator))
        .filter(each -> watched.contains(each.namespace()) || each.namespace().isEmpty())
        .toList();
  }

  /** What the operator has tried to change so far, oldest first. */
  public List<AuditedRequest> operatorWrites() {
    return operatorRequests().stream().filter(AuditedRequest::isWrite).toList();
  }

  /** What the API server did not let the operator do, oldest first. */
  public List<AuditedRequest> operatorRefusals() {
    return operatorRequests().stream().filter(AuditedRequest::isForbidden).toList();
  }
}
