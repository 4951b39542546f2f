package io.jotgate.policy.render.envoy;

/**
 * Where a sidecar finds its files and listens.
 *
 * @param configDirectory directory of the five documents
 * @param adminSocket path of the Unix socket of the admin interface; nothing else reaches it
 * @param address address that both listeners bind
 * @param port port of the protected workload
 * @param statusPort port that tells the operator what has been loaded
 */
public record SidecarLayout(
    String configDirectory, String adminSocket, String address, int port, int statusPort) {
  /** The layout of every injected sidecar. */
  public static final SidecarLayout INJECTED =
      new SidecarLayout("/etc/jotgate", "/run/jotgate/admin.sock", "0.0.0.0", 15080, 15021);
}
