package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The certificate of the token service. */
@ValidationRule(
    value = "(has(self.mode) && self.mode == 'SecretRef') == has(self.secretName)",
    message =
        "secretName names the kubernetes.io/tls Secret of mode SecretRef: set both, or neither")
public record TlsSpec(
    @JsonPropertyDescription(
            "SelfSigned: the operator makes a certificate authority and publishes it in the ConfigMap <name>-ca. SecretRef: the certificate of secretName. Disabled: plain HTTP on port 80 of the Service, for a proxy or mesh in front that terminates TLS.")
        @Default(Defaults.TLS_MODE)
        @Nullable Mode mode,
    @JsonPropertyDescription(
            "A kubernetes.io/tls Secret of this namespace with the label jotgate.io/watch=\"true\".")
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        @Nullable String secretName) {

  /** Where the certificate comes from. */
  public enum Mode {
    /** From an authority that the operator makes. */
    SelfSigned,
    /** From a Secret of the user. */
    SecretRef,
    /** There is none. */
    Disabled
  }
}
