package io.jotgate.testing.apiserver;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A kube-apiserver with etcd on loopback, with the CRDs of {@code crds/} installed and an audit
 * log.
 *
 * <p>There is no controller manager: nothing is garbage collected and no pod runs.
 */
public final class ApiServer implements AutoCloseable {
  private static final int STARTUP_MILLIS = 120_000;
  private static final long ESTABLISHED_SECONDS = 30;

  private final KubeAPIServer server;
  private final KubernetesClient admin;
  private final Path auditLog;
  private final Path directory;
  private final AtomicInteger namespaces = new AtomicInteger();

  private ApiServer(KubeAPIServer server, Path directory, Path auditLog) {
    this.server = server;
    this.directory = directory;
    this.auditLog = auditLog;
    this.admin =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(server.getKubeConfigYaml()))
            .build();
  }

  /** Starts and installs the CRDs. Takes some seconds. */
  static ApiServer start() {
    try {
      Path directory = Files.createTempDirectory("jotgate-apiserver-");
      Path log = directory.resolve("audit.log");
      Path policy = directory.resolve("audit-policy.yaml");
      try (InputStream text = ApiServer.class.getResourceAsStream("audit-policy.yaml")) {
        Files.copy(Objects.requireNonNull(text), policy);
      }
      var server =
          new KubeAPIServer(
              KubeAPIServerConfigBuilder.anAPIServerConfig()
                  .withTestDir(ProjectFiles.apiServerBinaries().toString())
                  .withOfflineMode(true)
                  .withUpdateKubeConfig(false)
                  .withStartupTimeout(STARTUP_MILLIS)
                  .withApiServerFlag("--audit-policy-file", policy.toString())
                  .withApiServerFlag("--audit-log-path", log.toString())
                  .build());
      server.start();
      var started = new ApiServer(server, directory, log);
      try {
        started.installCustomResources();
      } catch (RuntimeException unusable) {
        started.close();
        throw unusable;
      }
      return started;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** A client that may do everything; closed with the server. */
  public KubernetesClient admin() {
    return admin;
  }

  /** What the API server was asked. */
  public AuditLog audit() {
    return new AuditLog(auditLog);
  }

  /** A new namespace with what the chart installs there for the operator. */
  public InstalledNamespace install() {
    return InstalledNamespace.install(this, "test-" + namespaces.incrementAndGet());
  }

  /** A configuration for a client that authenticates as nobody in particular but may do all. */
  Config adminConfig() {
    return Config.fromKubeconfig(server.getKubeConfigYaml());
  }

  @Override
  public void close() {
    admin.close();
    server.stop();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException inUse) {
      throw new UncheckedIOException(inUse);
    }
  }

  private void installCustomResources() {
    for (Path file : customResourceFiles()) {
      try (InputStream text = Files.newInputStream(file)) {
        CustomResourceDefinition definition =
            admin.apiextensions().v1().customResourceDefinitions().load(text).create();
        admin
            .resource(definition)
            .waitUntilCondition(ApiServer::isEstablished, ESTABLISHED_SECONDS, TimeUnit.SECONDS);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }

  private static List<Path> customResourceFiles() {
    try (Stream<Path> files = Files.list(ProjectFiles.top().resolve("crds"))) {
      return files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean isEstablished(@Nullable CustomResourceDefinition definition) {
    return Optional.ofNullable(definition)
        .flatMap(each -> Optional.ofNullable(each.getStatus()))
        .flatMap(status -> Optional.ofNullable(status.getConditions()))
        .orElse(List.of())
        .stream()
        .anyMatch(each -> "Established".equals(each.getType()) && "True".equals(each.getStatus()));
  }
}
