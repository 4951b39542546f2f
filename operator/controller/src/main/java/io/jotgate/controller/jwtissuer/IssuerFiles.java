package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import io.jotgate.controller.resource.ObjectNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The files of a token service: one projected volume, so that they change together.
 *
 * <p>Every source is optional. A missing source that is not optional freezes the whole volume, and
 * with it the keys and credentials that have nothing to do with it.
 */
final class IssuerFiles {
  static final String VOLUME = "config";
  static final String DIRECTORY = "/etc/jotgate";

  /** Data key of a signing Secret. */
  static final String SLOT_KEY = "jwk.json";

  static final String RING = "ring.json";
  static final String JWKS = "jwks.json";
  static final String CONFIG = "issuer.json";
  static final String CREDENTIALS = "credentials.json";
  static final String CERTIFICATE = "tls.crt";
  static final String CERTIFICATE_KEY = "tls.key";

  private IssuerFiles() {}

  static Volume volume(IssuerSettings settings) {
    return new VolumeBuilder()
        .withName(VOLUME)
        .withNewProjected()
        .withDefaultMode(0444)
        .withSources(sources(settings))
        .endProjected()
        .build();
  }

  private static List<VolumeProjection> sources(IssuerSettings settings) {
    String issuer = settings.name();
    List<VolumeProjection> sources = new ArrayList<>();
    Collections.addAll(
        sources,
        secret(ObjectNames.signingSlotA(issuer), item(SLOT_KEY, "signing-a.json")),
        secret(ObjectNames.signingSlotB(issuer), item(SLOT_KEY, "signing-b.json")),
        configMap(ObjectNames.jwks(issuer), item(RING, RING), item(JWKS, JWKS)),
        configMap(ObjectNames.issuerConfig(issuer), item(CONFIG, CONFIG)),
        secret(ObjectNames.credentials(issuer), item(CREDENTIALS, CREDENTIALS)));
    settings
        .serving()
        .source()
        .mounted(issuer)
        .ifPresent(
            name ->
                sources.add(
                    secret(
                        name,
                        item(CERTIFICATE, CERTIFICATE),
                        item(CERTIFICATE_KEY, CERTIFICATE_KEY))));
    return sources;
  }

  private static VolumeProjection secret(String name, KeyToPath... items) {
    return new VolumeProjectionBuilder()
        .withNewSecret()
        .withName(name)
        .withItems(List.of(items))
        .withOptional(true)
        .endSecret()
        .build();
  }

  private static VolumeProjection configMap(String name, KeyToPath... items) {
    return new VolumeProjectionBuilder()
        .withNewConfigMap()
        .withName(name)
        .withItems(List.of(items))
        .withOptional(true)
        .endConfigMap()
        .build();
  }

  private static KeyToPath item(String key, String path) {
    return new KeyToPathBuilder().withKey(key).withPath(path).build();
  }
}
