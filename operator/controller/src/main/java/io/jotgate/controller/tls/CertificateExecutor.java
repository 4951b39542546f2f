package io.jotgate.controller.tls;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.GuardedObjects;
import io.jotgate.controller.resource.ObjectNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out what {@link CertificatePlanner} decides: reads the stored certificates, takes one
 * step, reads again, until nothing is left to do.
 *
 * <p>Every write replaces what was read or creates what was missing, so two operators at once end
 * up with one authority and one leaf.
 */
public final class CertificateExecutor {
  /** Data key of the ConfigMap that clients read. */
  public static final String CA_CERTIFICATE = "ca.crt";

  private static final String CERTIFICATE = "tls.crt";
  private static final String PRIVATE_KEY = "tls.key";
  private static final String SECRET_TYPE = "kubernetes.io/tls";

  /** Four writes bring up a new issuer; the rest is room for races with another operator. */
  private static final int MAX_STEPS = 12;

  private final GuardedObjects objects;
  private final SelfSignedCertificates certificates;

  /**
   * What was done.
   *
   * @param nextCheck when there may be something to do again
   * @param notes one sentence for each certificate that was made
   */
  public record Outcome(Instant nextCheck, List<String> notes) {
    /** Copies the notes. */
    public Outcome {
      notes = List.copyOf(notes);
    }
  }

  /** Stores through {@code objects} what {@code certificates} makes. */
  public CertificateExecutor(GuardedObjects objects, SelfSignedCertificates certificates) {
    this.objects = objects;
    this.certificates = certificates;
  }

  /**
   * Brings the certificates of an issuer up to date.
   *
   * @throws io.jotgate.controller.resource.ForeignObjectException if an object of one of the names
   *     belongs to somebody else
   */
  public Outcome ensure(CertificateOwner owner, Instant now) {
    List<String> notes = new ArrayList<>();
    for (int step = 0; step < MAX_STEPS; step++) {
      Stored stored = read(owner);
      switch (stored.plan(owner, now)) {
        case CertificateStep.CreateAuthority create -> {
          PemPair made = certificates.newAuthority(owner.issuer(), owner.namespace(), now);
          if (write(owner, ObjectNames.caKey(owner.issuer()), stored.authority, made)) {
            notes.add("Made a certificate authority");
          }
        }
        case CertificateStep.RenewAuthority renew -> {
          PemPair made =
              certificates.renewAuthority(
                  stored.authorityPair().orElseThrow(), owner.issuer(), owner.namespace(), now);
          if (write(owner, ObjectNames.caKey(owner.issuer()), stored.authority, made)) {
            notes.add("Renewed the certificate authority with the same key");
          }
        }
        case CertificateStep.PublishAuthority publish -> publish(owner, stored);
        case CertificateStep.IssueLeaf issue -> {
          PemPair made =
              certificates.issueLeaf(stored.authorityPair().orElseThrow(), owner.names(), now);
          if (write(owner, ObjectNames.tls(owner.issuer()), stored.leaf, made)) {
            notes.add("Issued a serving certificate");
          }
        }
        case CertificateStep.Keep keep -> {
          return new Outcome(keep.nextCheck(), notes);
        }
      }
    }
    // Somebody else keeps writing; come back soon rather than fight.
    return new Outcome(now, notes);
  }

  private Stored read(CertificateOwner owner) {
    return new Stored(
        read(owner, Secret.class, ObjectNames.caKey(owner.issuer())),
        read(owner, ConfigMap.class, ObjectNames.ca(owner.issuer())),
        read(owner, Secret.class, ObjectNames.tls(owner.issuer())));
  }

  private <R extends HasMetadata> Optional<R> read(
      CertificateOwner owner, Class<R> type, String name) {
    return objects.read(type, owner.namespace(), name, owner.labels());
  }

  private boolean write(
      CertificateOwner owner, String name, Optional<Secret> previous, PemPair pair) {
    Map<String, String> data =
        Data.encoded(Map.of(CERTIFICATE, pair.certificate(), PRIVATE_KEY, pair.privateKey()));
    if (previous.isPresent()) {
      return objects.replace(new SecretBuilder(previous.get()).withData(data).build());
    }
    return objects.create(
        new SecretBuilder()
            .withMetadata(owner.metadata(name))
            .withType(SECRET_TYPE)
            .withData(data)
            .build());
  }

  private void publish(CertificateOwner owner, Stored stored) {
    Map<String, String> data =
        Map.of(CA_CERTIFICATE, stored.authorityPair().orElseThrow().certificate());
    if (stored.published.isPresent()) {
      objects.replace(new ConfigMapBuilder(stored.published.get()).withData(data).build());
    } else {
      objects.create(
          new ConfigMapBuilder()
              .withMetadata(owner.metadata(ObjectNames.ca(owner.issuer())))
              .withData(data)
              .build());
    }
  }

  /** The three objects as they were read. */
  private record Stored(
      Optional<Secret> authority, Optional<ConfigMap> published, Optional<Secret> leaf) {
    Optional<PemPair> authorityPair() {
      return authority.flatMap(Stored::pair);
    }

    CertificateStep plan(CertificateOwner owner, Instant now) {
      Optional<PemPair> signer = authorityPair();
      Optional<String> given = published.flatMap(map -> Data.text(map, CA_CERTIFICATE));
      return CertificatePlanner.plan(
          signer.flatMap(CertificateReader::authority),
          given.isPresent() && given.equals(signer.map(PemPair::certificate)),
          signer.flatMap(
              by -> leaf.flatMap(Stored::pair).flatMap(pair -> CertificateReader.leaf(pair, by))),
          owner.names(),
          now);
    }

    private static Optional<PemPair> pair(Secret secret) {
      return Data.text(secret, CERTIFICATE)
          .flatMap(
              certificate ->
                  Data.text(secret, PRIVATE_KEY).map(key -> new PemPair(certificate, key)));
    }
  }
}
