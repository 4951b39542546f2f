package io.jotgate.issuer.config;

/** The files of the mounted directory. Each may be missing. */
public enum MountedFile {
  /** The key ring. */
  RING("ring.json"),
  /** The private half in slot A. */
  SLOT_A("signing-a.json"),
  /** The private half in slot B. */
  SLOT_B("signing-b.json"),
  /** Settings of the issuer. */
  CONFIG("issuer.json"),
  /** Consumers with the hashes of their keys. */
  CREDENTIALS("credentials.json"),
  /** The certificate chain of the server. */
  TLS_CERTIFICATE("tls.crt"),
  /** The private key of the server. */
  TLS_KEY("tls.key");

  private final String fileName;

  MountedFile(String fileName) {
    this.fileName = fileName;
  }

  /** The name within the directory. */
  public String fileName() {
    return fileName;
  }
}
