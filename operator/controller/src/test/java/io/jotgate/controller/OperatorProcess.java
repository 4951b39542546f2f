package io.jotgate.controller;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The program as it is started in a container, with everything logged. */
final class OperatorProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private OperatorProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param work where its log goes
   * @param config how it reaches the API server
   */
  static OperatorProcess start(Path work, Config config, Map<String, String> environment)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                "-cp",
                System.getProperty("java.class.path")));
    connection(config)
        .forEach((name, value) -> command.add(command.size() - 2, property(name, value)));
    command.add(OperatorMain.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Path log = work.resolve("log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new OperatorProcess(builder.start(), log);
  }

  /** What a pod finds in the files of its ServiceAccount. */
  private static Map<String, String> connection(Config config) {
    Map<String, String> connection = new TreeMap<>();
    connection.put(Config.KUBERNETES_KUBECONFIG_FILE, "/dev/null");
    connection.put(Config.KUBERNETES_MASTER_SYSTEM_PROPERTY, config.getMasterUrl());
    put(connection, Config.KUBERNETES_CA_CERTIFICATE_DATA_SYSTEM_PROPERTY, config.getCaCertData());
    put(connection, Config.KUBERNETES_CA_CERTIFICATE_FILE_SYSTEM_PROPERTY, config.getCaCertFile());
    put(
        connection,
        Config.KUBERNETES_CLIENT_CERTIFICATE_DATA_SYSTEM_PROPERTY,
        config.getClientCertData());
    put(
        connection,
        Config.KUBERNETES_CLIENT_CERTIFICATE_FILE_SYSTEM_PROPERTY,
        config.getClientCertFile());
    put(connection, Config.KUBERNETES_CLIENT_KEY_DATA_SYSTEM_PROPERTY, config.getClientKeyData());
    put(connection, Config.KUBERNETES_CLIENT_KEY_FILE_SYSTEM_PROPERTY, config.getClientKeyFile());
    connection.put(Config.KUBERNETES_IMPERSONATE_USERNAME, config.getImpersonateUsername());
    connection.put(
        Config.KUBERNETES_IMPERSONATE_GROUP, String.join(",", config.getImpersonateGroups()));
    return connection;
  }

  private static void put(Map<String, String> to, String name, @Nullable String value) {
    if (value != null) {
      to.put(name, value);
    }
  }

  private static String property(String name, String value) {
    return "-D" + name + "=" + value;
  }

  /** What it has written until now. */
  String log() throws IOException {
    return Files.readString(log);
  }

  /** Ends it as the kubelet does. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
