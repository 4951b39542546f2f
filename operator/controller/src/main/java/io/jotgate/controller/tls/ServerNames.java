package io.jotgate.controller.tls;

import java.net.URI;
import java.util.SortedSet;
import java.util.TreeSet;

/** The names under which clients reach a token service. */
public final class ServerNames {
  private ServerNames() {}

  /**
   * The names of the Service inside the cluster and the host of the issuer URL, sorted.
   *
   * @param issuer name of the JwtIssuer, which is the name of its Service
   * @param namespace its namespace
   * @param issuerUrl its {@code iss}
   */
  public static SortedSet<String> of(String issuer, String namespace, String issuerUrl) {
    SortedSet<String> names = new TreeSet<>();
    names.add(issuer);
    names.add(issuer + "." + namespace);
    names.add(issuer + "." + namespace + ".svc");
    names.add(issuer + "." + namespace + ".svc.cluster.local");
    String host = URI.create(issuerUrl).getHost();
    if (host != null) {
      names.add(host);
    }
    return names;
  }
}
