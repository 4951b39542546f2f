package io.jotgate.controller.resource;

/**
 * Names of the objects that the operator makes; each derives from the owner's name alone, so a
 * restart finds what it made before.
 *
 * <p>Names of JwtIssuer and ApiConsumer have at most 40 characters, names of workloads at most 63,
 * so no name here is too long.
 */
public final class ObjectNames {
  private ObjectNames() {}

  /** Secret with the private key of slot A. */
  public static String signingSlotA(String issuer) {
    return issuer + "-signing-a";
  }

  /** Secret with the private key of slot B. */
  public static String signingSlotB(String issuer) {
    return issuer + "-signing-b";
  }

  /** ConfigMap with the key ring and the published JWK Set. */
  public static String jwks(String issuer) {
    return issuer + "-jwks";
  }

  /** ConfigMap with the configuration of the token service. */
  public static String issuerConfig(String issuer) {
    return issuer + "-config";
  }

  /** Secret with the verifiers of all consumers of an issuer. */
  public static String credentials(String issuer) {
    return issuer + "-credentials";
  }

  /** ConfigMap with the hours in which the credentials of an issuer were last used. */
  public static String usage(String issuer) {
    return issuer + "-usage";
  }

  /** Secret with the serving certificate of an issuer. */
  public static String tls(String issuer) {
    return issuer + "-tls";
  }

  /** Secret with the private key of the issuer's certificate authority; mounted nowhere. */
  public static String caKey(String issuer) {
    return issuer + "-ca-key";
  }

  /** ConfigMap with the certificate of the issuer's certificate authority, for clients. */
  public static String ca(String issuer) {
    return issuer + "-ca";
  }

  /** Secret with the API key of one credential of a consumer. */
  public static String apiKey(String consumer, String credential) {
    return consumer + "-" + credential;
  }

  /** Secret with the hashes of a consumer's credentials. */
  public static String verifiers(String consumer) {
    return consumer + "-verifiers";
  }

  /** ConfigMap with the policy documents of a workload's sidecars. */
  public static String policy(String workload) {
    return workload + "-jotgate-policy";
  }

  /** ConfigMap with the trust documents of a workload's sidecars. */
  public static String trust(String workload) {
    return workload + "-jotgate-trust";
  }

  /** NetworkPolicy of a protected workload. */
  public static String workloadNetworkPolicy(String workload) {
    return workload + "-jotgate";
  }
}
